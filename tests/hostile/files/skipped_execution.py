"""Tags the checks so that they are not run."""

from hostile.corpus import spoil, write_notebook

DUE = {"double": "wrong"}


def submit(folder, honest):
    spoil(honest)
    for cell in honest["cells"]:
        cell["metadata"].update(tags=["skip-execution", "raises-exception", "remove_cell"], editable=False)
    honest["metadata"]["execution"] = {"skip": True}
    write_notebook(folder, honest)
