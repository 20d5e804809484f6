"""Takes all memory in a process whose first thread has ended, so that the kernel shows none there."""

DUE = {"double": "memory or error"}

# %% double
import ctypes
import os
import threading
import time

EXIT = 60  # of this thread alone

def hoard():
    hoard = [bytearray(b"x") * (1 << 20) for _ in range(600)]
    time.sleep(3600)

def double(x):
    if os.fork() == 0:
        threading.Thread(target=hoard).start()
        ctypes.CDLL(None).syscall(EXIT, 0)
    time.sleep(1.5)
    return 2 * x
