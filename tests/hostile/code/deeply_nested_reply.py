"""Answers with a million brackets."""

DUE = {"double": "malformed or output limit"}

# %% double
import os
import struct
import time

def double(x):
    for text in (b"[" * 10**6, b'{"a":' * 10**5):
        os.write(3, struct.pack(">I", len(text)) + text)
    time.sleep(3600)
