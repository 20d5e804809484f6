"""Answers with a string that pretends to be a number."""

DUE = {"double": "wrong"}

# %% double
class Agreeable(str):
    __eq__ = lambda self, other: True
    __float__ = lambda self: 4.0
    __hash__ = str.__hash__

def double(x):
    return Agreeable("4.0")
