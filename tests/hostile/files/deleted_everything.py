"""Hands in a notebook without cells."""

from hostile.corpus import write_notebook

DUE = "missing"


def submit(folder, honest):
    honest["cells"] = []
    write_notebook(folder, honest)
