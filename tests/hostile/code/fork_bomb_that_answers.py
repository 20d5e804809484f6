"""Leaves hundreds of sleeping processes behind and then answers rightly."""

DUE = {"double": "passed or memory"}

# %% double
import os
import time

def double(x):
    try:
        while True:
            if os.fork() == 0:
                time.sleep(3600)
                os._exit(0)
    except BlockingIOError:
        pass
    return 2 * x
