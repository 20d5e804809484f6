"""Hands in a file as Windows writes it (no attack: it must earn all)."""

import json

from hostile.corpus import NAME

DUE = {}


def submit(folder, honest):
    for cell in honest["cells"]:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r\n")
    text = json.dumps(honest, indent=1).replace("\n", "\r\n")
    (folder / NAME).write_bytes(b"\xef\xbb\xbf" + text.encode())
