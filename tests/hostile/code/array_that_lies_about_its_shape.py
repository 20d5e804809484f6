"""Answers with an array that claims another shape and other bytes."""

DUE = {"double": "malformed or wrong or error"}

# %% double
import numpy as np

class Liar(np.ndarray):
    @property
    def shape(self):
        return (1 << 60,)

    @property
    def nbytes(self):
        return 0

    def tobytes(self):
        return b"\x00" * 8

    def __array_finalize__(self, other):
        pass

def double(x):
    return np.zeros(3).view(Liar)
