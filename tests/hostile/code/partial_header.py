"""Writes half of an answer's length and then waits."""

DUE = {"double": "time-out"}

# %% double
import os
import time

def double(x):
    os.write(3, b"\x00\x00")
    time.sleep(3600)
