"""Hands in a notebook under the name that a browser gave it."""

from hostile.corpus import write_notebook

DUE = "malformed"


def submit(folder, honest):
    write_notebook(folder, honest, "assignment (1).ipynb")
    write_notebook(folder, honest, "ASSIGNMENT.ipynb")
