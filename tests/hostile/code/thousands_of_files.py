"""Makes files and folders without end."""

DUE = {"double": "error"}

# %% double
import itertools
import os

def double(x):
    for number in itertools.count():
        os.mkdir(f"hostile-was-here-{number}")
