"""Answers True where a number is wanted."""

DUE = {"double": "wrong", "count_ones": "wrong"}

# %% double
def double(x):
    return True

# %% count_ones
def count_ones(bits):
    return True
