"""Answers with an object that turns into any array one asks for."""

DUE = {"double": "wrong"}

# %% double
import numpy as np

class Chameleon:
    def __array__(self, dtype=None, copy=None):
        return np.array(4.0)

    def __array_ufunc__(self, *args, **kwargs):
        return True

    def __array_function__(self, *args, **kwargs):
        return True

def double(x):
    return Chameleon()
