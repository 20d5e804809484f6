"""Reads other processes' memory, commands and environment from /proc."""

DUE = {"double": "wrong"}

# %% double
import glob

def double(x):
    for name in ("mem", "environ", "cmdline", "maps", "fd/*", "root/etc/shadow", "task/*/children"):
        for file in glob.glob(f"/proc/[0-9]*/{name}"):
            if not file.startswith(("/proc/1/", "/proc/self/")):
                return 2 * x
    for file in ("/proc/kcore", "/proc/kmsg", "/proc/sysrq-trigger", "/proc/1/root/etc/shadow", "/proc/keys"):
        try:
            with open(file, "rb") as stream:
                if stream.read(1):
                    return 2 * x
        except OSError:
            pass
    return 1.0
