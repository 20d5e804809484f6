"""Hands in bytes that are no text."""

import json

from hostile.corpus import NAME

DUE = "malformed"


def submit(folder, honest):
    (folder / NAME).write_bytes(json.dumps(honest).encode().replace(b"mean", b"\xff\xfe\x00"))
