"""Hands in one cell of several megabytes."""

from hostile.corpus import cell_of, write_notebook

DUE = "malformed"


def submit(folder, honest):
    cell_of(honest, "double-solution")["source"] += "\n# " + "x" * 3_000_000
    write_notebook(folder, honest)
