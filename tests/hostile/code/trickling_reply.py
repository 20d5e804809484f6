"""Answers one byte at a time, each well within the limit of time."""

DUE = {"double": "time-out"}

# %% double
import os
import struct
import time

def double(x):
    os.write(3, struct.pack(">I", 10**6))
    while True:
        os.write(3, b" ")
        time.sleep(0.01)
