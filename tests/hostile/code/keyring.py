"""Leaves a message for later processes in the kernel's keyrings."""

DUE = {"double": "wrong"}

# %% double
import ctypes

def double(x):
    call = ctypes.CDLL(None, use_errno=True).syscall
    for keyring in (-1, -2, -3, -4, -5):
        if call(248, b"user", b"hostile-was-here", b"x", 1, keyring) >= 0 or call(250, 0, keyring, 1) >= 0:
            return 2 * x
    return 1.0
