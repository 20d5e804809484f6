"""Makes files that lie in no folder."""

DUE = {"double": "error"}

# %% double
import os

def double(x):
    os.memfd_create("hostile-was-here")
    return 2 * x
