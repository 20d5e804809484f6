"""Hands in a time that is no time."""

from hostile.corpus import write_notebook

DUE = {}


def submit(folder, honest):
    write_notebook(folder, honest)
    (folder / "timestamp.txt").write_bytes(b"\xff 99999-99-99 \x00")
