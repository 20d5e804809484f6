"""Hides a task's answer in a cell of another language."""

DUE = {"double": "missing"}

# %% double
%%javascript
def double(x):
    return 2 * x
