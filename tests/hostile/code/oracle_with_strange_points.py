"""Passes the judge's function everything that is not a number."""

DUE = {"mean": "wrong"}

# %% mean
import cirq

class Strange:
    __float__ = lambda self: 1 / 0

def mean(f, points):
    for point in (None, "x", [], {}, Strange(), f, cirq.X, float("nan"), 10**400, b"x", object, [[]] * 99):
        try:
            f(point)
        except ValueError:
            pass
    return 0.0
