"""Hands in pipes and sockets beside the notebook, so that whoever copies them waits for ever."""

import os

from hostile.corpus import write_notebook

DUE = {}


def submit(folder, honest):
    write_notebook(folder, honest)
    os.mkfifo(folder / "data.csv")
    (folder / "data").mkdir()
    os.mkfifo(folder / "data" / "pipe")
