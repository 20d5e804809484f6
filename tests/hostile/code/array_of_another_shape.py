"""Answers with an array that broadcasts to whatever is wanted."""

DUE = {"double": "wrong"}

# %% double
import numpy as np

def double(x):
    return np.full((1, 1), 2 * x)
