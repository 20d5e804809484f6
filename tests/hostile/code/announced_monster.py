"""Announces an answer of four gigabytes."""

DUE = {"double": "output limit"}

# %% double
import os
import time

def double(x):
    os.write(3, b"\xff\xff\xff\xff" + b"x" * 1000)
    time.sleep(3600)
