"""Computes a number that has more digits than there are atoms."""

DUE = {"double": "time-out or memory or error"}

# %% double
def double(x):
    return 9**9**9**9
