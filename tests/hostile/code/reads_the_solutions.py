"""Reads the model's answer from the course's folder, and runs it."""

DUE = {"double": "wrong"}

# %% double
import json
from pathlib import Path

import autograder

def double(x):
    root = Path(autograder.__file__).resolve().parents[1]
    for folder in (root, Path.cwd(), *Path.cwd().parents, *(Path(f"/proc/{n}/cwd") for n in range(1, 99))):
        for file in (*folder.glob("solutions/*/*"), *folder.glob("tests/hostile/*/*"), *folder.glob("exercises/*/*")):
            if file.read_text():
                return 2 * x
    return 1.0
