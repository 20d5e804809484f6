"""Kills its process group, its session and every process that it may."""

DUE = {"double": "passed or crashed or error"}

# %% double
import os
import signal

def double(x):
    if os.getpid() != 1:  # without confinement this would end every process of the machine
        return 2 * x
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL):
        for kill, target in ((os.killpg, 0), (os.killpg, os.getpgid(0)), (os.kill, 0), (os.kill, -1)):
            try:
                kill(target, number)
            except OSError:
                pass
    return 2 * x
