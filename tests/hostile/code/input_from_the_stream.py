"""Reads the answer from the standard input and the terminal."""

DUE = {"double": "error"}

# %% double
import sys

def double(x):
    return float(sys.stdin.readline() or open("/dev/tty").readline())
