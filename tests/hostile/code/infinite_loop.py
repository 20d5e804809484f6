"""Never ends: a loop without a way out."""

DUE = {"double": "time-out"}

# %% double
def double(x):
    while True:
        pass
