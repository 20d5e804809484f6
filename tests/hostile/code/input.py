"""Waits for somebody to type the answer."""

DUE = {"double": "error"}

# %% double
def double(x):
    return float(input("2 * x? "))
