"""Hands in a link that leads nowhere, and one that leads to itself."""

from hostile.corpus import NAME

DUE = "malformed"


def submit(folder, honest):
    (folder / NAME).symlink_to("nowhere")
    (folder / "circle").symlink_to("circle")
