"""Answers with ten million numbers."""

DUE = {"double": "output limit"}

# %% double
def double(x):
    return [x] * 10**7
