"""Raises a thousand errors at once, each the cause of another."""

DUE = {"double": "error"}

# %% double
def double(x):
    error = ValueError("the first")
    for number in range(1000):
        try:
            raise RuntimeError(number) from error
        except RuntimeError as next_error:
            error = next_error
    raise ExceptionGroup("many", [error] * 1000)
