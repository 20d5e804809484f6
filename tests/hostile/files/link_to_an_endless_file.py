"""Hands in a link to a device that can be read for ever."""

from hostile.corpus import NAME

DUE = "malformed"


def submit(folder, honest):
    (folder / NAME).symlink_to("/dev/zero")
