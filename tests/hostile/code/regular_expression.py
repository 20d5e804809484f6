"""Searches with a pattern that takes longer than the universe has existed."""

DUE = {"double": "time-out"}

# %% double
import re

def double(x):
    return len(re.findall(r"(a+)+$", "a" * 60 + "b"))
