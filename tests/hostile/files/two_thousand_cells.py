"""Hands in more cells than a notebook has."""

from hostile.corpus import code_cell, write_notebook

DUE = "malformed"


def submit(folder, honest):
    honest["cells"] += [code_cell("pass")] * 2000
    write_notebook(folder, honest)
