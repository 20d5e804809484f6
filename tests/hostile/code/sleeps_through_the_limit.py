"""Uses no processor time at all, and sleeps for a week."""

DUE = {"double": "time-out"}

# %% double
import time

def double(x):
    time.sleep(7 * 24 * 3600)
    return 2 * x
