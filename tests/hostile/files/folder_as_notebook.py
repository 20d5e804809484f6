"""Hands in a folder with the name of the notebook."""

from hostile.corpus import NAME, write_notebook

DUE = "malformed"


def submit(folder, honest):
    (folder / NAME).mkdir()
    write_notebook(folder / NAME, honest)
