"""Deletes what it has defined."""

DUE = "missing"

# %% last
del double, angle_encode, count_ones, mean
