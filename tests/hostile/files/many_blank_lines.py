"""Hands in a cell of a million blank lines, which naive patterns search for ever."""

from hostile.corpus import cell_of, write_notebook

DUE = {"double": "time-out or error or missing"}


def submit(folder, honest):
    cell_of(honest, "double-solution")["source"] = "\n" * 900_000 + "def\n" * 30_000 + "?"
    write_notebook(folder, honest)
