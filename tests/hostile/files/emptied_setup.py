"""Empties the locked cell that imports what the others need (right, so it must earn all)."""

from hostile.corpus import cell_of, write_notebook

DUE = {}


def submit(folder, honest):
    cell_of(honest, "setup")["source"] = "cirq = np = None"
    write_notebook(folder, honest)
