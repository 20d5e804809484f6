"""Answers with an object that lies about its class."""

DUE = {"double": "wrong or error or malformed"}

# %% double
class Impostor:
    @property
    def __class__(self):
        return float

    def __float__(self):
        return 4.0

def double(x):
    return Impostor()
