"""Answers rightly, with warnings on the error stream (no attack: such answers must earn all)."""

DUE = {}

# %% double
import logging
import os
import sys
import warnings

def double(x):
    warnings.warn("an old way to double", DeprecationWarning)
    logging.error("still doubling")
    print("nearly done", file=sys.stderr)
    os.write(2, b"done\n")
    return 2 * x
