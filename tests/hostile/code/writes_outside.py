"""Writes wherever it can outside of its own folder."""

DUE = {"double": "wrong"}

# %% double
import os
import site
import sys
from pathlib import Path

import autograder

def double(x):
    package = Path(autograder.__file__).parent
    for folder in ("/", "/etc", "/usr/lib", "/root", "/home", "/proc/sys", "/run", sys.prefix, package, package.parent,
                   *site.getsitepackages(), *sys.path):
        try:
            (Path(folder) / "hostile-was-here").write_text("hostile")
        except (OSError, ValueError):
            continue
        if os.path.realpath(folder) != "/scratch":
            return 2 * x
    return 1.0
