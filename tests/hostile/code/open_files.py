"""Opens thousands of files and keeps them open."""

DUE = {"double": "error"}

# %% double
def double(x):
    hoard = []
    while True:
        hoard.append(open("/dev/null"))
