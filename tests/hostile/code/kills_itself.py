"""Dies by a signal."""

DUE = {"double": "crashed"}

# %% double
import ctypes

def double(x):
    return ctypes.string_at(0)
