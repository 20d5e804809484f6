"""Takes all memory, megabyte by megabyte."""

DUE = {"double": "memory or error"}

# %% double
def double(x):
    hoard = []
    while True:
        hoard.append(bytearray(b"x") * (1 << 22))
