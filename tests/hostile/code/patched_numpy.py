"""Makes numpy find everything close and equal."""

DUE = {"double": "wrong"}

# %% double
import numpy as np

for name in ("allclose", "isclose", "array_equal", "all"):
    setattr(np, name, lambda *args, **kwargs: True)

def double(x):
    return 1.0
