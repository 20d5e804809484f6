"""Answers with a number of a million digits."""

DUE = {"double": "malformed"}

# %% double
def double(x):
    return 10**1_000_000
