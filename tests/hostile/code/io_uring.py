"""Asks the kernel to open files and sockets on its behalf."""

DUE = {"double": "wrong"}

# %% double
import ctypes

def double(x):
    parameters = ctypes.create_string_buffer(120)
    call = ctypes.CDLL(None, use_errno=True).syscall
    for number in (425, 426, 427):
        if call(number, 8, parameters, 0, 0, 0, 0) >= 0:
            return 2 * x
    return 1.0
