"""Answers with an object that runs a command when it is unpickled."""

DUE = {"double": "wrong"}

# %% double
import os

class Bomb:
    def __reduce__(self):
        return (os.system, ("touch /tmp/hostile-was-here",))

def double(x):
    return Bomb()
