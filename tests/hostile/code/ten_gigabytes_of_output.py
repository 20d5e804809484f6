"""Prints ten gigabytes and then answers rightly."""

DUE = {}

# %% double
import os

CHUNK = b"hostile-was-here\n" * (1 << 16)

def double(x):
    for _ in range(10 * (1 << 30) // len(CHUNK)):
        os.write(1, CHUNK)
    return 2 * x
