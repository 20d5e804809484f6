"""Reads and overwrites raw memory, in the hope of reaching the judge."""

DUE = {"double": "wrong"}

# %% double
import ctypes
import os

def double(x):
    vector = (ctypes.c_ulong * 2)(ctypes.addressof(ctypes.create_string_buffer(8)), 8)
    read = ctypes.CDLL(None, use_errno=True).process_vm_readv
    for pid in range(2, 200):
        if read(pid, vector, 1, vector, 1, 0) > 0:
            return 2 * x
    for name in os.listdir("/proc"):
        if name.isdigit() and int(name) != os.getpid():
            return 2 * x
    return 1.0
