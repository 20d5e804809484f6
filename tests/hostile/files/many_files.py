"""Hands in thousands of files, and folders deeper than a path may be long."""

import os

from hostile.corpus import write_notebook

DUE = {}


def submit(folder, honest):
    write_notebook(folder, honest)
    for number in range(3000):
        (folder / f"file-{number}").touch()
    place = os.open(folder, os.O_RDONLY)
    for _ in range(300):
        os.mkdir("x" * 50, dir_fd=place)
        inner = os.open("x" * 50, os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(place)
