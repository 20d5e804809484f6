"""Answers with a dictionary whose keys all have the same hash."""

DUE = {"double": "output limit or malformed"}

# %% double
def double(x):
    return {k * (2**61 - 1): 0 for k in range(2, 3000)}
