"""Passes the judge's function arrays that the judge must keep."""

DUE = {"mean": "time-out or output limit or error"}

# %% mean
import numpy as np

def mean(f, points):
    while True:
        try:
            f(np.zeros(900_000))
        except ValueError:
            pass
