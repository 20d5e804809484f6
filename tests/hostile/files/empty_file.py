"""Hands in nothing."""

from hostile.corpus import NAME

DUE = "malformed"


def submit(folder, honest):
    (folder / NAME).touch()
