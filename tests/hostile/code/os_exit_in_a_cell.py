"""Ends the process before any check could run."""

DUE = {"double": "crashed"}

# %% double
import os

def double(x):
    return 2 * x

os._exit(0)
