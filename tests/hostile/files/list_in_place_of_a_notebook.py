"""Hands in JSON that is no notebook."""

from hostile.corpus import write_notebook

DUE = "malformed"


def submit(folder, honest):
    write_notebook(folder, [honest])
