"""Reads a submission: the code cells that are the learner's, from a file that may be anything.

Only plain JSON is read, from a regular file of limited size; nothing in it is trusted beyond the
text of its cells.
"""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MAX_BYTES = 32 * 2**20
MAX_CELLS = 2000
MAX_SOURCE = 2**20


class NotebookUnreadable(ValueError):
    """The file is not a notebook that can be graded, with the reason in words."""


@dataclass(frozen=True)
class Cell:
    """A code cell: how it is named to the learner, and its text."""

    label: str
    source: str


def read(path: Path) -> list[Cell]:
    """The code cells of a notebook file, without the ones that grade.

    Raises:
        NotebookUnreadable: not a regular file, over 32 MiB, not UTF-8, not JSON, not a notebook.
    """
    return learner_cells(load(path))


def load(path: Path) -> dict[str, Any]:
    """The notebook as plain JSON data; raises as `read` does."""
    return parse(_bytes_of(path))


def parse(data: bytes) -> dict[str, Any]:
    """The notebook in a file's bytes; raises as `read` does."""
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NotebookUnreadable(
            "The file is not UTF-8 text; save it again from Jupyter."
        ) from None
    except RecursionError:
        raise NotebookUnreadable("The file is nested too deeply to be a notebook.") from None
    except ValueError as error:
        reason = str(error).split(":")[0][:80]
        raise NotebookUnreadable(
            f"The file is not a notebook: its JSON is broken ({reason})."
        ) from None
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise NotebookUnreadable("The file is JSON but not a notebook: it has no list of cells.")
    if len(notebook["cells"]) > MAX_CELLS:
        raise NotebookUnreadable(f"The notebook has more than {MAX_CELLS} cells.")
    return notebook


def learner_cells(notebook: dict[str, Any]) -> list[Cell]:
    """The code cells that are run: all but the locked cells that grade."""
    cells = []
    for position, cell in enumerate(notebook["cells"], start=1):
        if not isinstance(cell, dict) or cell.get("cell_type") != "code" or _grades(cell):
            continue
        source = source_of(cell)
        if len(source) > MAX_SOURCE:
            raise NotebookUnreadable(f"Cell {position} has more than {MAX_SOURCE} characters.")
        if source.strip():
            cells.append(Cell(f"cell {position}", source))
    return cells


def _bytes_of(path: Path) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise NotebookUnreadable(f"There is no file {path.name}.") from None
    except OSError:
        raise NotebookUnreadable(f"{path.name} is a link or can't be opened.") from None
    try:
        _examine(path, os.fstat(descriptor))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(MAX_BYTES + 1)
    finally:
        os.close(descriptor)


def _examine(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise NotebookUnreadable(f"{path.name} is not a regular file.")
    if status.st_size > MAX_BYTES:
        size = status.st_size // 2**20
        raise NotebookUnreadable(
            f"The notebook has {size} MiB, the limit is {MAX_BYTES // 2**20} MiB; "
            "clear its outputs and save it again."
        )


def _grades(cell: dict[str, Any]) -> bool:
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if not isinstance(nbgrader, dict):
        return False
    return bool(nbgrader.get("grade")) and not nbgrader.get("solution")


def source_of(cell: dict[str, Any]) -> str:
    """A cell's text, which is a string or a list of lines."""
    source = cell.get("source", "")
    if isinstance(source, list):
        return "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""
