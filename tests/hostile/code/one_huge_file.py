"""Writes one file without end."""

DUE = {"double": "error"}

# %% double
def double(x):
    with open("hostile-was-here", "wb", buffering=0) as file:
        while True:
            if file.write(b"x" * (1 << 20)) < 1 << 20:
                raise OSError("the disk is full")
