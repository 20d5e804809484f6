"""Makes the language itself agree."""

DUE = {
    "double": "wrong or error or missing or malformed or crashed or time-out",
    "angle_encode": "passed or wrong or error or missing or malformed or crashed or time-out",
    "count_ones": "passed or wrong or error or missing or malformed or crashed or time-out",
    "mean": "passed or wrong or error or missing or malformed or crashed or time-out",
}

# %% double
def double(x):
    return 1.0

# %% last
import builtins

builtins.isinstance = builtins.all = builtins.any = lambda *args: True
builtins.len = lambda value: 1
builtins.AssertionError = builtins.Exception = BaseException
