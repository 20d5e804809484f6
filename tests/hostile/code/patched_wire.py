"""Sends numbers whose shape is a lie."""

DUE = {"double": "malformed", "count_ones": "malformed", "mean": "error"}

# %% last
import autograder.wire

autograder.wire._pack_scalar = lambda value: (
    {"$array": ["<f8", [1 << 62, 1 << 62], "AAAAAAAAAAA="]} if isinstance(value, (int, float)) else None
)
