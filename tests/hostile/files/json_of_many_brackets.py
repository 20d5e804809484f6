"""Hands in a million brackets, one inside the other."""

from hostile.corpus import NAME

DUE = "malformed"


def submit(folder, honest):
    (folder / NAME).write_text('{"cells": ' + "[" * 10**6)
