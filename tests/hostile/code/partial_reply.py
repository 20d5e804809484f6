"""Writes half an answer and then waits."""

DUE = {"double": "time-out"}

# %% double
import os
import struct
import time

def double(x):
    os.write(3, struct.pack(">I", 1000) + b'{"value": ')
    time.sleep(3600)
