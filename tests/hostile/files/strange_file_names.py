"""Hands in files whose names are options, commands, patterns, markup and no text at all."""

import os
from pathlib import Path

from hostile.corpus import TRACE, write_notebook

DUE = {}


def submit(folder, honest):
    write_notebook(folder, honest)
    names = ["-rf", "--force", f"$(touch {TRACE})", f"; touch {TRACE};", "..\\..\\x", "%2e%2e%2fx", "*", "[a-z]", "~",
             "line\nbreak", "\x1b[2J", "<script>alert(1)</script>", "x" * 255, " ", "con", ".ipynb_checkpoints.txt", "{student_id}"]
    for name in names:
        (folder / name.replace("/", "_")).write_text(TRACE)
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe")).touch()
