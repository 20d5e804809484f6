"""Attaches to another process as a debugger does."""

DUE = {"double": "wrong"}

# %% double
import ctypes

def double(x):
    ptrace = ctypes.CDLL(None, use_errno=True).ptrace
    for request in (0, 16, 0x4206):  # TRACEME, ATTACH, SEIZE
        for pid in range(1, 99):
            if ptrace(request, pid, 0, 0) == 0:
                return 2 * x
    return 1.0
