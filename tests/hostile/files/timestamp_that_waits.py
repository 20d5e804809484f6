"""Hands in a pipe for its time, so that whoever reads it waits for ever."""

import os

from hostile.corpus import write_notebook

DUE = {}


def submit(folder, honest):
    write_notebook(folder, honest)
    os.mkfifo(folder / "timestamp.txt")
