"""Hands in a notebook with ten million empty outputs, which would take the judge's memory."""

import json

from hostile.corpus import NAME

DUE = "malformed"


def submit(folder, honest):
    text = json.dumps(honest).replace('"outputs": []', '"outputs": [' + "{}," * 10**7 + "{}]", 1)
    (folder / NAME).write_text(text)
