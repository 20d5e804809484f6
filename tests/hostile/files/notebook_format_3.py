"""Hands in a notebook of a format from 2013."""

from hostile.corpus import write_notebook

DUE = "malformed"


def submit(folder, honest):
    worksheet = {"cells": honest.pop("cells"), "metadata": {}}
    write_notebook(folder, {**honest, "nbformat": 3, "nbformat_minor": 0, "worksheets": [worksheet]})
