"""Fills every folder that it can write to."""

DUE = {"double": "error"}

# %% double
import itertools

def double(x):
    for number in itertools.count():
        for folder in (".", "/tmp", "/dev/shm", "/var/tmp"):
            with open(f"{folder}/hostile-was-here-{number}", "wb", buffering=0) as file:
                file.write(b"x" * (1 << 20))
