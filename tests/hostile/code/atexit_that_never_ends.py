"""Registers work without end for the moment at which the process should go."""

DUE = {}

# %% double
import atexit
import threading
import time
import weakref

class Undying:
    def __del__(self):
        while True:
            time.sleep(1)

undying = Undying()
atexit.register(time.sleep, 3600)
threading._register_atexit(time.sleep, 3600)
weakref.finalize(undying, time.sleep, 3600)

def double(x):
    return 2 * x
