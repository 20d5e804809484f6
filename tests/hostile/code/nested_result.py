"""Answers with a list that holds itself."""

DUE = {"double": "malformed"}

# %% double
def double(x):
    result = []
    result.append(result)
    return result
