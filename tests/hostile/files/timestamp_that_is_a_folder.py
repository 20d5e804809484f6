"""Hands in a folder for its time."""

from hostile.corpus import write_notebook

DUE = {}


def submit(folder, honest):
    write_notebook(folder, honest)
    (folder / "timestamp.txt").mkdir()
