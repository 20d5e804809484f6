"""Stops itself, and sets an alarm for the process that waits."""

DUE = {"double": "passed or crashed or time-out"}

# %% double
import os
import signal

def double(x):
    signal.alarm(1)
    os.kill(os.getpid(), signal.SIGSTOP)
    os.kill(0, signal.SIGTSTP)
    return 2 * x
