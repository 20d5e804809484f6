"""Hands in NaN and infinities where a notebook holds small numbers."""

from hostile.corpus import write_notebook

DUE = {}


def submit(folder, honest):
    honest["nbformat_minor"] = float("nan")
    for cell in honest["cells"]:
        cell["execution_count"] = float("inf")
        cell["metadata"]["nbgrader"]["points"] = float("-inf")
    write_notebook(folder, honest)
