"""Handles every signal by going on."""

DUE = {}

# %% double
import signal

for number in range(1, signal.NSIG):
    try:
        signal.signal(number, lambda *found: None)
    except (OSError, ValueError):
        pass

def double(x):
    signal.raise_signal(signal.SIGTERM)
    return 2 * x
