"""Shows a number of points before the check can."""

DUE = {"double": "wrong"}

# %% double
import sys

get_ipython().displayhook(2.0)
get_ipython().displayhook(99.0)
sys.displayhook(1000.0)
sys.excepthook = sys.displayhook = sys.unraisablehook = lambda *args: None

def double(x):
    return 1.0

99.0
