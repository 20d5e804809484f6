"""Puts its answers into the checks, which are not the learner's."""

from hostile.corpus import cell_of, write_notebook

DUE = {"double": "missing"}


def submit(folder, honest):
    cell_of(honest, "double")["source"] = cell_of(honest, "double-solution")["source"]
    cell_of(honest, "double-solution")["source"] = ""
    write_notebook(folder, honest)
