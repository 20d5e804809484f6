"""Gives its cells names that the course does not know, of markup and of other folders."""

from hostile.corpus import code_cell, spoil, write_notebook

DUE = {"double": "wrong"}


def submit(folder, honest):
    spoil(honest)
    for name in ("../../gradebook", "<script>alert(1)</script>", "", "x" * 10**5, "'; drop table grade; --"):
        honest["cells"].append(code_cell("1000.0", grade_id=name, grade=True, solution=False, points=9, locked=True))
    write_notebook(folder, honest)
