"""Claims that its metadata were written by older and newer versions of nbgrader."""

from hostile.corpus import write_notebook

DUE = {}


def submit(folder, honest):
    for cell, version in zip(honest["cells"], [0, 1, 2, 4, 99, -1, "x", None, 1e9]):
        cell["metadata"]["nbgrader"]["schema_version"] = version
    write_notebook(folder, honest)
