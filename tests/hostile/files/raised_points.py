"""Raises the points of every check to a thousand."""

from hostile.corpus import TASKS, cell_of, spoil, write_notebook

DUE = {"double": "wrong"}


def submit(folder, honest):
    spoil(honest)
    for task in TASKS:
        cell_of(honest, task)["metadata"]["nbgrader"].update(points=1000, max_score=1000, score=1000)
    write_notebook(folder, honest)
