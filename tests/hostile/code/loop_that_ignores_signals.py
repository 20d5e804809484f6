"""Never ends, and ignores every signal that can be ignored."""

DUE = {"double": "time-out"}

# %% double
import signal

def double(x):
    for number in range(1, signal.NSIG):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        pass
