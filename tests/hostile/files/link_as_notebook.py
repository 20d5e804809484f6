"""Hands in a link to the model's answer."""

from hostile.corpus import ASSIGNMENT, NAME

DUE = "malformed"


def submit(folder, honest):
    (folder / NAME).symlink_to(ASSIGNMENT / NAME)
