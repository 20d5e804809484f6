"""Deletes an answer, and keeps its check."""

from hostile.corpus import cell_of, write_notebook

DUE = {"double": "missing"}


def submit(folder, honest):
    honest["cells"].remove(cell_of(honest, "double-solution"))
    write_notebook(folder, honest)
