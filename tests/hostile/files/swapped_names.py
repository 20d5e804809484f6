"""Swaps the names of an answer and its check: the answer lies in a locked cell and is lost."""

from hostile.corpus import cell_of, swap, write_notebook

DUE = {"double": "missing"}


def submit(folder, honest):
    swap(cell_of(honest, "double"), cell_of(honest, "double-solution"), "grade_id")
    write_notebook(folder, honest)
