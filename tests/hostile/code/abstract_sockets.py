"""Talks to other processes through sockets that lie in no folder."""

DUE = {"double": "wrong"}

# %% double
import socket

def double(x):
    with open("/proc/net/unix") as file:
        names = [line.split()[-1] for line in file if "@" in line]
    for name in (*names, "@/tmp/.X11-unix/X0", "@/org/freedesktop/systemd1/notify", "@dbus"):
        try:
            socket.socket(socket.AF_UNIX).connect("\0" + name[1:])
            return 2 * x
        except OSError:
            pass
    for family in (16, 17, 38, 40):  # netlink, packets, the kernel's ciphers, virtual machines
        try:
            socket.socket(family, socket.SOCK_DGRAM)
            return 2 * x
        except OSError:
            pass
    return 1.0
