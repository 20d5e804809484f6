"""Is hard to compile: a little source with a huge meaning."""

DUE = {"double": "passed or time-out or crashed or memory"}

# %% double
def double(x):
    return 2 * x

for source in ("-" * 10**6 + "1", "(" * 10**5 + ")" * 10**5, "1 if 1 else " * 10**5 + "0", "x." * 10**6 + "x"):
    try:
        exec(source)
    except BaseException:
        pass
