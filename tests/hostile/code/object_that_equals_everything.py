"""Answers with an object that agrees to every comparison."""

DUE = {"double": "wrong", "count_ones": "wrong"}

# %% double
class Agreeable:
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True
    __bool__ = lambda self: True
    __hash__ = lambda self: 0
    __getattr__ = lambda self, name: self
    __call__ = lambda self, *args, **kwargs: self

def double(x):
    return Agreeable()

# %% count_ones
def count_ones(bits):
    return Agreeable()
