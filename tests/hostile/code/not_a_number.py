"""Answers NaN, which compares with nothing."""

DUE = {"double": "wrong"}

# %% double
def double(x):
    return float("nan")
