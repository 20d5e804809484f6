"""Hands in a file of a terabyte, nearly all of it holes."""

from hostile.corpus import write_notebook

DUE = {}


def submit(folder, honest):
    write_notebook(folder, honest)
    with (folder / "data.bin").open("wb") as file:
        file.truncate(1 << 40)
