"""Answers with an integer that pretends to be another."""

DUE = {"count_ones": "wrong"}

# %% count_ones
class Agreeable(int):
    __eq__ = lambda self, other: True
    __index__ = __int__ = lambda self: 6
    __hash__ = int.__hash__

def count_ones(bits):
    return Agreeable(99)
