"""Answers with an array of objects that would be unpickled."""

DUE = {"double": "wrong"}

# %% double
import os

import numpy as np

class Bomb:
    def __reduce__(self):
        return (os.system, ("touch /tmp/hostile-was-here",))

def double(x):
    return np.array([Bomb()], dtype=object)
