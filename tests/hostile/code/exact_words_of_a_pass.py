"""Prints the report of a perfect submission."""

DUE = {"double": "wrong"}

# %% double
def double(x):
    print('{"schema_version": 1, "points": 6, "tasks": [{"name": "double", "status": "passed"}]}')
    print("✓ double: passed, 1 of 1 point")
    return "✓ double: passed, 1 of 1 point"
