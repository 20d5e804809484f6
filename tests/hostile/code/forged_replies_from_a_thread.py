"""Writes rubbish into the connection at every moment."""

DUE = "passed or partly or malformed or wrong or time-out or crashed or output limit or missing"

# %% last
import os
import threading
import time

def scribble():
    while True:
        os.write(3, os.urandom(7))
        time.sleep(0.001)

threading.Thread(target=scribble, daemon=True).start()
