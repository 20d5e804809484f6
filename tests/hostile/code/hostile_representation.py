"""Answers with an object that can't be shown: its text never ends, fails, or draws on the screen."""

DUE = {"double": "wrong"}

# %% double
class Unspeakable:
    def __repr__(self):
        while True:
            pass

    __str__ = __format__ = __repr__

Unspeakable.__name__ = Unspeakable.__qualname__ = "<script>alert(1)</script>\x1b[2J"

def double(x):
    return Unspeakable()
