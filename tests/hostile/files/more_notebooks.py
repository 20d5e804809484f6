"""Hands in further notebooks, broken and huge, beside the right one."""

from hostile.corpus import write_notebook

DUE = {}


def submit(folder, honest):
    write_notebook(folder, honest)
    write_notebook(folder, [1], "Assignment.ipynb")
    (folder / "test_double.ipynb").write_text("[" * 10**6)
    (folder / "z.ipynb").symlink_to("/dev/zero")
