"""Sends without end, never reading what the judge says."""

DUE = {"double": "output limit or malformed"}

# %% double
import os

def double(x):
    while True:
        os.write(3, b"\x00\x00\x00\x02{}" * 10_000)
