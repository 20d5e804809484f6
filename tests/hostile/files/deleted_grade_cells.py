"""Deletes every check, so that nothing can fail."""

from hostile.corpus import TASKS, cell_of, spoil, write_notebook

DUE = {"double": "wrong"}


def submit(folder, honest):
    spoil(honest)
    gone = [cell_of(honest, name) for name in (*TASKS, "written")]
    honest["cells"] = [cell for cell in honest["cells"] if cell not in gone]
    write_notebook(folder, honest)
