"""Unpacks a little text to a hundred gigabytes."""

DUE = {"double": "memory or error or time-out"}

# %% double
import zlib

def double(x):
    text = zlib.compress(b"\0" * 10**8)
    return len(b"".join(zlib.decompress(text) for _ in range(1000)))
