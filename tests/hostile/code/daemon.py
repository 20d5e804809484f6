"""Leaves a daemon behind: forked twice, in a session of its own, with all descriptors closed."""

DUE = {}

# %% double
import os
import time

def double(x):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.closerange(0, 256)
            while True:
                time.sleep(1)
        os._exit(0)
    return 2 * x
