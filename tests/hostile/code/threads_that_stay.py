"""Starts threads that outlive the call, some of which can't be interrupted."""

DUE = {}

# %% double
import threading
import time

def double(x):
    for daemon in (True, False) * 4:
        threading.Thread(target=time.sleep, args=[3600], daemon=daemon).start()
    return 2 * x
