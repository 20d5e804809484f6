"""Raises an error whose class lies about its name and its bases."""

DUE = {"double": "error or crashed or malformed"}

# %% double
class Meta(type):
    __name__ = property(lambda cls: 7)
    __mro__ = property(lambda cls: [7] * 10**6)

class Liar(Exception, metaclass=Meta):
    pass

def double(x):
    raise Liar
