"""Uses the names of others for its own things."""

DUE = {"angle_encode": "error", "count_ones": "error", "mean": "error"}

# %% last
print = len = range = zip = sum = isinstance = np = cirq = None
