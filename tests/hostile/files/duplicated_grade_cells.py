"""Hands in every check three times, and an old answer after the new one."""

import copy

from hostile.corpus import TASKS, WRONG, cell_of, write_notebook

DUE = {"double": "wrong"}


def submit(folder, honest):
    checks = [cell_of(honest, task) for task in TASKS]
    old = copy.deepcopy(cell_of(honest, "double-solution"))
    old["source"] = WRONG
    honest["cells"] += [*checks, old, *checks, cell_of(honest, "written")]
    write_notebook(folder, honest)
