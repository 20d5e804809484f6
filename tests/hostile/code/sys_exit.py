"""Leaves Python in the hope that no error is a pass."""

DUE = {"double": "error"}

# %% double
import sys

def double(x):
    sys.exit(0)
