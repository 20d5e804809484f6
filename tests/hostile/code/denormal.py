"""Answers with arithmetic on the smallest numbers there are (right, so it must earn all)."""

DUE = {}

# %% double
import numpy as np

def double(x):
    return np.float64(2 * x) + 5e-324
