"""Starts threads until no more can be started."""

DUE = {"double": "error or time-out"}

# %% double
import threading
import time

def double(x):
    while True:
        threading.Thread(target=time.sleep, args=[3600], daemon=True).start()
