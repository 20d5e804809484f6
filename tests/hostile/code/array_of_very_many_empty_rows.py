"""Answers with an array of a million million rows, all of them empty."""

DUE = {"double": "output limit or malformed"}

# %% double
import numpy as np

def double(x):
    return np.zeros((10**12, 0))
