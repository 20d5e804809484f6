"""Hands in a notebook of a hundred megabytes."""

from hostile.corpus import write_notebook

DUE = "malformed"


def submit(folder, honest):
    honest["cells"][0]["source"] = "x" * 10**8
    write_notebook(folder, honest)
