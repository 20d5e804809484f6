"""Answers with a hundred million characters."""

DUE = {"double": "wrong"}

# %% double
def double(x):
    return "hostile-was-here" * 6_000_000
