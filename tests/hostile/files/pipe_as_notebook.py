"""Hands in a pipe that nobody writes to, so that whoever reads it waits for ever."""

import os

from hostile.corpus import NAME

DUE = "malformed"


def submit(folder, honest):
    os.mkfifo(folder / NAME)
