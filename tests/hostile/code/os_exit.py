"""Ends the process, as if all were well, in the middle of a call."""

DUE = {"double": "crashed"}

# %% double
import os

def double(x):
    os._exit(0)
