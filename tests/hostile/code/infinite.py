"""Answers an infinity, which is far from nothing and close to everything."""

DUE = {"double": "wrong"}

# %% double
def double(x):
    return float("inf")
