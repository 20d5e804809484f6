"""Asks the judge's oracles for what they are not, by number, without arguments, in great number."""

DUE = {"mean": "malformed or time-out or output limit"}

# %% mean
import json
import os
import struct

def mean(f, points):
    while True:
        for number in (0, -1, 10**9, "x", None, [], {}, True):
            text = json.dumps({"oracle": number, "args": [{"$cirq": "["}] * 9}).encode()
            os.write(3, struct.pack(">I", len(text)) + text)
