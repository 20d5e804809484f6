"""Answers with five million empty lists, which would take the judge's memory."""

DUE = {"double": "output limit"}

# %% double
import os
import struct
import time

def double(x):
    text = b"[" + b"[]," * 5_000_000 + b"1]"
    text = struct.pack(">I", len(text)) + text
    while text:
        text = text[os.write(3, text):]
    time.sleep(3600)
