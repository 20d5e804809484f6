"""Hands in so many fatal cells that leaving them out would never end."""


from hostile.corpus import code_cell, write_notebook

DUE = "crashed or error"


def submit(folder, honest):
    honest["cells"] = [code_cell("import os; os._exit(0)")] * 100 + honest["cells"]
    write_notebook(folder, honest)
