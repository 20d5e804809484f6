"""Reads a submission: the code cells that are the learner's, from a file that may be anything.

Only plain JSON is read, from a regular file of limited size; nothing in it is trusted beyond the
text of its cells. What a cell is for is said by the assignment's own notebook, never by the
submission's metadata.
"""

from __future__ import annotations

import json
import os
import re
import stat
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from typing import Any

from autograder import playground
from autograder.limits import number_of_parts

MAX_BYTES = 32 * 2**20
MAX_CELLS = 2000
MAX_SOURCE = 2**20
MAX_PARTS = 2_000_000
KINDS = ("code", "markdown", "raw")
PICTURES = ("image/png", "image/jpeg", "image/gif")
_HALVES = re.compile("[\ud800-\udfff]")  # of characters: JSON can say them, no file can hold them


class NotebookUnreadable(ValueError):
    """The file is not a notebook that can be graded, with the reason in words."""


@dataclass(frozen=True)
class Cell:
    """A code cell: how it is named to the learner, and its text."""

    label: str
    source: str


def read(path: Path, assignment: dict[str, Any] | None = None) -> list[Cell]:
    """The code cells of a notebook file, without the ones that grade.

    Args:
        path: the file.
        assignment: the assignment's own notebook, which says what each cell is for; without it
            the submission's word is taken.

    Raises:
        NotebookUnreadable: not a regular file, over 32 MiB, not UTF-8, not JSON, not a notebook.
    """
    notebook = load(path)
    return learner_cells(restored(notebook, assignment) if assignment else notebook, assignment)


def of_assignment(folder: Path) -> dict[str, Any] | None:
    """The assignment's own notebook, which lies beside its checks; None if there is none."""
    file = folder / f"{folder.resolve().name}.ipynb"
    return load(file) if file.exists() else None


def load(path: Path) -> dict[str, Any]:
    """The notebook as plain JSON data; raises as `read` does."""
    return parse(_bytes_of(path))


def parse(data: bytes) -> dict[str, Any]:
    """The notebook in a file's bytes; raises as `read` does."""
    if number_of_parts(data) + data.count(b"\\n") > MAX_PARTS:
        raise NotebookUnreadable(
            "The notebook has too many parts; clear its outputs and save again."
        )
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


def learner_cells(notebook: dict[str, Any], assignment: dict[str, Any] | None = None) -> list[Cell]:
    """The code cells that are run: all but the locked cells that grade, and what is only played.

    Args:
        notebook: the submission.
        assignment: the assignment's own notebook, which says what is a playground.
    """
    cells = []
    for position, cell in enumerate(notebook["cells"], start=1):
        if not isinstance(cell, dict) or cell.get("cell_type") != "code" or _grades(cell):
            continue
        source = _limited(cell, position)
        if source.strip():
            cells.append(Cell(f"cell {position}", source))
    played = playground.playground_cells(assignment) if assignment else {}
    return list(compress(cells, playground.cells_to_run([c.source for c in cells], played)))


def restored(notebook: dict[str, Any], assignment: dict[str, Any]) -> dict[str, Any]:
    """The submission's texts in the assignment's cells, as plain notebook data without outputs.

    Locked cells have the assignment's text and metadata again. Cells that are duplicated, unknown
    or of another type become cells without a purpose; missing cells that grade are appended,
    without an answer.

    Raises:
        NotebookUnreadable: a cell has more than a million characters.
    """
    known = {grade_id(cell): cell for cell in assignment["cells"] if grade_id(cell)}
    cells = []
    for position, cell in enumerate(notebook["cells"], start=1):
        if not isinstance(cell, dict) or cell.get("cell_type") not in KINDS:
            cell = {"cell_type": "raw"}  # so that later cells keep their number
        original = known.get(grade_id(cell), {})
        if original.get("cell_type") == cell["cell_type"]:
            del known[grade_id(cell)]
        else:
            original = {}
        cells.append(_restored_cell(cell, original, _limited(cell, position)))
    cells += [_restored_cell(cell, cell, "") for cell in known.values() if nbgrader(cell)["grade"]]
    return {**assignment, "cells": cells}


def _restored_cell(cell: dict[str, Any], original: dict[str, Any], text: str) -> dict[str, Any]:
    purpose = nbgrader(original)
    locked = purpose.get("locked") or (purpose.get("grade") and not purpose.get("solution"))
    metadata = {"nbgrader": dict(purpose)} if purpose else {}
    fresh = {"cell_type": cell["cell_type"], "metadata": metadata}
    fresh["source"] = source_of(original) if locked else text
    if cell["cell_type"] == "code":
        fresh |= {"execution_count": None, "outputs": []}
    elif _pictures(cell):
        fresh["attachments"] = _pictures(cell)
    return fresh


def _pictures(cell: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The pictures that were pasted into a text cell."""
    found = cell.get("attachments")
    items = found.items() if isinstance(found, dict) else ()
    pictures = {
        name: {kind: data[kind] for kind in PICTURES if isinstance(data.get(kind), str)}
        for name, data in items
        if isinstance(data, dict) and not _HALVES.search(name)
    }
    return {name: data for name, data in pictures.items() if data}


def nbgrader(cell: Any) -> dict[str, Any]:
    """What nbgrader's metadata say of a cell; nothing if they are not a dict."""
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    found = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return found if isinstance(found, dict) else {}


def grade_id(cell: Any) -> str:
    """nbgrader's name of a cell; empty if it has none."""
    found = nbgrader(cell).get("grade_id")
    return found if isinstance(found, str) else ""


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
    purpose = nbgrader(cell)
    return bool(purpose.get("grade")) and not purpose.get("solution")


def _limited(cell: dict[str, Any], position: int) -> str:
    source = source_of(cell)
    if len(source) > MAX_SOURCE:
        raise NotebookUnreadable(f"Cell {position} has more than {MAX_SOURCE} characters.")
    return source


def source_of(cell: dict[str, Any]) -> str:
    """A cell's text, which is a string or a list of lines."""
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return _HALVES.sub("\ufffd", source) if isinstance(source, str) else ""
