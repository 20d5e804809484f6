"""Gives itself negative points, which stock nbgrader takes for all."""

from hostile.corpus import TASKS, cell_of, spoil, write_notebook

DUE = {"double": "wrong"}


def submit(folder, honest):
    spoil(honest)
    for task in TASKS:
        cell_of(honest, task)["metadata"]["nbgrader"]["points"] = -1.0
    write_notebook(folder, honest)
