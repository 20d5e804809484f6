"""Leaves memory that other processes can map."""

DUE = {"double": "wrong"}

# %% double
import ctypes
import mmap
import os

def double(x):
    with open("/dev/shm/hostile-was-here", "wb") as file:
        file.write(b"for the next submission")
    if os.stat("/dev/shm/hostile-was-here").st_dev != os.stat("/scratch").st_dev:
        return 2 * x
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.shmget(1234, 4096, 0o1666) >= 0 or libc.semget(1234, 1, 0o1666) >= 0:
        return 2 * x
    try:
        mmap.mmap(-1, 4096)
        return 2 * x
    except PermissionError:
        return 1.0
