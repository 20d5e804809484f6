"""Hands in a notebook of a format from the future."""

from hostile.corpus import write_notebook

DUE = {}


def submit(folder, honest):
    honest.update(nbformat=99, nbformat_minor=99)
    write_notebook(folder, honest)
