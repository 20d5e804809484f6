"""Becomes the superuser of a world of its own."""

DUE = {"double": "wrong"}

# %% double
import ctypes

def double(x):
    libc = ctypes.CDLL(None, use_errno=True)
    for flags in (0x10000000, 0x00020000, 0x40000000):
        if libc.unshare(flags) == 0:
            return 2 * x
    if libc.setuid(0) == 0 or libc.mount(b"none", b"/scratch", b"tmpfs", 0, b"") == 0 or libc.chroot(b"/scratch") == 0:
        return 2 * x
    return 1.0
