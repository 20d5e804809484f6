"""Asks for a terabyte at once."""

DUE = {"double": "error"}

# %% double
import numpy as np

def double(x):
    return np.ones(1 << 37)
