"""Hands in another name of another learner's file, so that grading overwrites it."""

import os

from hostile.corpus import NAME, write_notebook

DUE = {}


def submit(folder, honest):
    original = folder.parent / f"original-of-{folder.name}"
    write_notebook(folder, honest).rename(original)
    os.link(original, folder / NAME)
