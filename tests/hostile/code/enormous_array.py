"""Answers with an array that is larger than any answer may be."""

DUE = {"double": "output limit"}

# %% double
import numpy as np

def double(x):
    return np.zeros(5_000_000)
