"""Answers lazily, with results that are computed only when they are looked at."""

DUE = {"double": "wrong", "count_ones": "wrong"}

# %% double
def double(x):
    yield 2 * x

# %% count_ones
def count_ones(bits):
    return map(sum, [bits])
