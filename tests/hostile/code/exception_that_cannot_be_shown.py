"""Raises an error whose text raises an error."""

DUE = {"double": "error or crashed"}

# %% double
class Unspeakable(BaseException):
    def __str__(self):
        raise Unspeakable

    __repr__ = __str__

def double(x):
    raise Unspeakable
