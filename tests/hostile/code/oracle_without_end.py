"""Evaluates the judge's function for ever."""

DUE = {"mean": "time-out or output limit"}

# %% mean
def mean(f, points):
    while True:
        f(0.5)
