"""Refuses, by an audit hook that can't be removed, whatever Python does next."""

DUE = {"angle_encode": "passed or malformed"}

# %% last
import sys

def refuse(event, arguments):
    raise RuntimeError("hostile-was-here")

sys.addaudithook(refuse)
