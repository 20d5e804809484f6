"""Makes its answers checks and the checks answers, and locks and unlocks the cells."""

from hostile.corpus import TASKS, cell_of, swap, write_notebook

DUE = {}


def submit(folder, honest):
    for task in TASKS:
        for key in ("grade", "solution", "locked"):
            swap(cell_of(honest, task), cell_of(honest, f"{task}-solution"), key)
    write_notebook(folder, honest)
