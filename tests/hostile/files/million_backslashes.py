"""Hands in written answers of a million backslashes and of formulas that never end."""

from hostile.corpus import write_notebook

DUE = {}
TEXTS = ("\\" * 10**6, r"\begin{a}" * 10**5, r"\\[" * 10**5, "](" + " " * 10**6)


def submit(folder, honest):
    for text in TEXTS:
        honest["cells"].append({"cell_type": "markdown", "metadata": {}, "source": text})
    write_notebook(folder, honest)
