"""Hands in a socket with the name of the notebook."""

import os
import socket
from pathlib import Path

from hostile.corpus import NAME

DUE = "malformed"


def submit(folder, honest):
    with socket.socket(socket.AF_UNIX) as server:
        short = Path(f"/proc/self/fd/{os.open(folder, os.O_RDONLY)}")
        server.bind(str(short / NAME))
        os.close(int(short.name))
