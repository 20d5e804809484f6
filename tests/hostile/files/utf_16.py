"""Hands in text in another encoding."""

import json

from hostile.corpus import NAME

DUE = "malformed"


def submit(folder, honest):
    (folder / NAME).write_text(json.dumps(honest), "utf-16")
