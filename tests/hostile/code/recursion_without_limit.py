"""Calls itself without end, after lifting Python's limit."""

DUE = {"double": "crashed or memory or error or time-out"}

# %% double
import sys

sys.setrecursionlimit(2**31 - 1)

def double(x):
    return sorted([x], key=double)
