"""Connects to a server on this machine, such as the notebook server."""

DUE = {"double": "wrong"}

# %% double
import socket

def double(x):
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            try:
                socket.socket(family, kind).bind((address, 0))
                return 2 * x
            except OSError:
                pass
    return 1.0
