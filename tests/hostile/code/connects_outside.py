"""Sends the question to a server and asks it for the answer."""

DUE = {"double": "wrong"}

# %% double
import socket
import urllib.request

def double(x):
    for attempt in (lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
                    lambda: socket.getaddrinfo("hostile.example", 80),
                    lambda: urllib.request.urlopen("http://192.0.2.1/", timeout=1)):
        try:
            attempt()
            return 2 * x
        except OSError:
            pass
    return 1.0
