"""Hands in numbers of a million digits, and others that are not numbers."""

import json

from hostile.corpus import NAME

DUE = "malformed"


def submit(folder, honest):
    text = json.dumps(honest).replace('"nbformat": 4', '"nbformat": ' + "9" * 10**6)
    (folder / NAME).write_text(text.replace('"nbformat_minor": 5', '"nbformat_minor": NaN'))
