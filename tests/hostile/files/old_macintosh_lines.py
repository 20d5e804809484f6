"""Hands in cells whose lines end with a carriage return only (no attack: it must earn all)."""

from hostile.corpus import write_notebook

DUE = {}


def submit(folder, honest):
    for cell in honest["cells"]:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r")
    write_notebook(folder, honest)
