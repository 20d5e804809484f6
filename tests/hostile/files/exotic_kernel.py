"""Asks for a kernel that runs a command of its own."""

from hostile.corpus import TRACE, write_notebook

DUE = {}


def submit(folder, honest):
    command = ["sh", "-c", f"touch /tmp/{TRACE}"]
    honest["metadata"]["kernelspec"] = {"name": "../../../bin/sh", "display_name": "x", "argv": command, "language": "C"}
    honest["metadata"]["language_info"] = {"name": "<script>alert(1)</script>", "file_extension": "/../../x"}
    write_notebook(folder, honest)
