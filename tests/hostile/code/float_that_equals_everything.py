"""Answers with a float that is equal to, near to and less than everything."""

DUE = {"double": "wrong"}

# %% double
class Agreeable(float):
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True
    __sub__ = __rsub__ = __abs__ = lambda self, *other: 0.0
    __hash__ = float.__hash__

def double(x):
    return Agreeable(1.0)
