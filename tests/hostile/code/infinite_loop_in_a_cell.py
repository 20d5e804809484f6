"""Never ends: a loop in the cell that should only define a function."""

DUE = {"double": "time-out"}

# %% double
def double(x):
    return 2 * x

while True:
    pass
