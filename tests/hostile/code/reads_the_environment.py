"""Reads the judge's secrets from its environment."""

DUE = {"double": "wrong"}

# %% double
import os

def double(x):
    seen = str(dict(os.environ))
    for pid in ("self", *filter(str.isdigit, os.listdir("/proc"))):
        try:
            with open(f"/proc/{pid}/environ") as file:
                seen += file.read()
        except OSError:
            pass
    return 2 * x if "hostile-was-here" in seen else 1.0
