"""Never ends, and swallows every exception that is meant to stop it."""

DUE = {"double": "time-out"}

# %% double
def double(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
