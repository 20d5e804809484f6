"""Takes all memory, mapped and touched page by page."""

DUE = {"double": "memory or error"}

# %% double
import mmap

def double(x):
    hoard = []
    while True:
        for flags in (mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS):
            try:
                hoard.append(mmap.mmap(-1, 1 << 24, flags=flags))
            except PermissionError:
                continue
            for page in range(0, 1 << 24, 4096):
                hoard[-1][page] = 1
