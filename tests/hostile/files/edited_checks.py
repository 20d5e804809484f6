"""Rewrites the checks so that they can't fail."""

from hostile.corpus import TASKS, cell_of, spoil, write_notebook

DUE = {"double": "wrong"}


def submit(folder, honest):
    spoil(honest)
    for task in TASKS:
        cell_of(honest, task)["source"] = "assert True\n1000.0"
    write_notebook(folder, honest)
