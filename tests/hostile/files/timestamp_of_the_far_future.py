"""Claims to have been handed in before the Big Bang and after the end of time."""

from hostile.corpus import write_notebook

DUE = {}


def submit(folder, honest):
    write_notebook(folder, honest)
    (folder / "timestamp.txt").write_text("9999-12-31 23:59:59 -9999999999999")
