"""Sends open files to the judge, thousands of them, along with its answers."""

DUE = {"double": "malformed or crashed"}

# %% double
import socket

def double(x):
    judge = socket.socket(fileno=3)
    for _ in range(3000):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            socket.send_fds(judge, [b"\0"], [ours.fileno(), theirs.fileno(), 3] * 10)
    judge.detach()
    return 2 * x
