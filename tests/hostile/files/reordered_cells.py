"""Hands in the cells in reverse order (right, so it must earn all)."""

from hostile.corpus import write_notebook

DUE = {}


def submit(folder, honest):
    honest["cells"].reverse()
    write_notebook(folder, honest)
