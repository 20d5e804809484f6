"""Prints thousands of lines to both streams, through Python and from C."""

DUE = {}

# %% double
import ctypes
import sys

def double(x):
    for line in range(5000):
        print("line", line)
        print("line", line, file=sys.stderr)
    ctypes.CDLL(None).puts(b"from C " * 10_000)
    return 2 * x

print("x" * 10**6)
