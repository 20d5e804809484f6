"""Raises what no `except Exception` catches."""

DUE = {"double": "error", "count_ones": "error", "mean": "error"}

# %% double
class Beyond(BaseException):
    pass

def double(x):
    raise Beyond("hostile-was-here")

# %% count_ones
def count_ones(bits):
    raise KeyboardInterrupt

# %% mean
def mean(f, points):
    raise GeneratorExit
