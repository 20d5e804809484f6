"""Hands in files and folders that can't be read."""

from hostile.corpus import write_notebook

DUE = {}


def submit(folder, honest):
    write_notebook(folder, honest)
    (folder / "secret").mkdir()
    (folder / "secret" / "file").touch()
    (folder / "secret" / "file").chmod(0)
    (folder / "secret").chmod(0)
