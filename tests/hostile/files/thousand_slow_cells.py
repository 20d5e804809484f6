"""Hands in a thousand cells that each take a little less time than a cell may."""

from hostile.corpus import code_cell, write_notebook

DUE = "time-out"


def submit(folder, honest):
    honest["cells"] = [code_cell("import time; time.sleep(1)")] * 1000 + honest["cells"]
    write_notebook(folder, honest)
