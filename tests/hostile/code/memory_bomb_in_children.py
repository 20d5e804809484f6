"""Takes all memory in several processes, each below the limit."""

DUE = {"double": "memory or error or time-out"}

# %% double
import os
import time

def double(x):
    for _ in range(12):
        if os.fork() == 0:
            hoard = [bytearray(b"x") * (1 << 20) for _ in range(100)]
            time.sleep(3600)
    time.sleep(3600)
