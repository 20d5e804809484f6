"""Makes links in its own folder that point at the machine's files."""

DUE = {"double": "wrong"}

# %% double
import os

def double(x):
    for target in ("/etc/shadow", "/etc/sudoers", "/home", "/proc/1/root/etc/shadow", "../../../../etc/shadow"):
        os.symlink(target, "hostile-was-here")
        if os.path.exists("hostile-was-here"):
            return 2 * x
        os.unlink("hostile-was-here")
    os.mkfifo("hostile-was-here")
    try:
        os.mknod("device", 0o060666, os.makedev(8, 0))
        return 2 * x
    except OSError:
        return 1.0
