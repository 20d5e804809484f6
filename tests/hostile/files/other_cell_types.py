"""Turns answers and checks into text."""

from hostile.corpus import cell_of, write_notebook

DUE = {"double": "missing", "count_ones": "missing"}


def submit(folder, honest):
    for name, kind in (("double-solution", "markdown"), ("double", "raw"), ("count_ones-solution", "raw"),
                       ("mean", "markdown"), ("written", "code"), ("angle_encode", "heading")):
        cell_of(honest, name)["cell_type"] = kind
    write_notebook(folder, honest)
