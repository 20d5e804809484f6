"""Replaces the other tasks' functions by wrong ones when it is called."""

DUE = {"angle_encode": "passed or error", "count_ones": "passed or error", "mean": "error"}

# %% double
def double(x):
    for name in ("angle_encode", "count_ones", "mean"):
        globals()[name] = None.__class__
    return 2 * x
