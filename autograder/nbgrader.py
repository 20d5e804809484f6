"""nbgrader's two seams: an exporter that reads any file, and a preprocessor that grades.

`ForgivingExporter` turns a submission that is no notebook into an empty one, so that it is graded
(with nothing) like every other. `JudgePreprocessor` stands where nbgrader's `Execute` stands: no
kernel is started; each grade cell gets its points as its result and the report as its output.
Graders in processes of their own work ahead of both.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import re
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import compute_checksum, is_grade, is_locked, is_solution
from traitlets import Bool, Dict, Int, TraitError, validate

from autograder import notebook
from autograder.ahead import Graders, GradingFailed, Order, Shown
from autograder.intake import Intake
from autograder.sandbox import LimitError, Limits, limits_of

UNREADABLE = "autograder_unreadable"
MAX_FORMULAS = 200  # that begin with a backslash, in one written answer
_graders: dict[tuple[bool, Limits, int], Graders] = {}


class ForgivingExporter(NotebookExporter):  # type: ignore[misc]
    """Reads any file as a notebook that has all the assignment's grade cells.

    When it comes to be, nbgrader knows which submissions it will grade and has touched none: this
    is the moment at which they are replaced by clean copies.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.intake = Intake(self.parent)
        self._coming = iter(sorted(self.intake.originals, key=os.path.split))  # nbgrader's order
        self._ahead: list[str] = []
        if self.intake.originals:
            self._graders = JudgePreprocessor(parent=self).graders()  # their imports begin now

    def from_filename(
        self, filename: str, resources: Any = None, **options: Any
    ) -> tuple[Any, Any]:
        """The exported notebook; an unreadable file becomes one with no answers and the reason."""
        path = Path(filename)
        folder = source_folder(self.parent, str(resources["nbgrader"]["assignment"]))
        source = notebook.load(folder / path.name)
        handed_in = self.intake.originals.get(filename)
        if handed_in:
            self._order_ahead(filename, folder)
        try:
            data = notebook.load(handed_in or path)
            repaired, note = repair(data, source), None if handed_in else _note(data)
        except notebook.NotebookUnreadable as error:
            repaired, note = repair({"cells": []}, source), str(error)
        if note:
            repaired.metadata[UNREADABLE] = note
        resources.setdefault("metadata", {}).update(name=path.stem, path=str(path.parent))
        text = io.StringIO(nbformat.writes(repaired))
        return self.from_file(text, resources=resources, **options)  # type: ignore[no-any-return]

    def _order_ahead(self, filename: str, folder: Path) -> None:
        """Order this submission, and of those to come enough to keep the graders busy."""
        if filename not in self._ahead:
            self._order(filename, folder)
        here = os.path.split(filename)
        self._ahead = [name for name in self._ahead if os.path.split(name) > here]
        room = self._graders.capacity - 1 - len(self._ahead)
        due = (name for name in self._coming if os.path.split(name) > here and self._is_due(name))
        for name in islice(due, room):
            self._order(name, folder)
            self._ahead.append(name)

    def _is_due(self, filename: str) -> bool:
        """Whether nbgrader will most likely not skip a submission."""
        found = self.parent.init_single_notebook_resources(filename)["nbgrader"]
        assignment, student = found["assignment"], found["student"]
        if student in self.parent.coursedir.student_id_exclude.split(","):
            return False
        return self.parent.force or not os.path.exists(
            self.parent._format_dest(assignment, student)
        )

    def _order(self, filename: str, folder: Path) -> None:
        file, assignment = self.intake.originals[filename], notebook.of_assignment(folder)
        with contextlib.suppress(notebook.NotebookUnreadable):  # costs a grader nothing
            self._graders.begin(Order(folder, tuple(notebook.read(file, assignment))))


def _note(graded: dict[str, Any]) -> str | None:
    """Why a submission could not be read, as it was noted in the first of nbgrader's two passes."""
    note = graded["metadata"].get(UNREADABLE)
    return str(note) if note else None


def source_folder(converter: Any, assignment: str) -> Path:
    """The folder of the assignment's source, which no submission can touch."""
    course = converter.coursedir
    return Path(course.format_path(course.source_directory, ".", assignment)).resolve()


def repair(data: dict[str, Any], source: dict[str, Any]) -> Any:
    """A valid version-4 notebook: the submission's texts in the assignment's cells.

    What a browser would obey in text is shown instead, for an instructor's browser will show it
    beside the gradebook.
    """
    plain = notebook.restored(data, source)
    fresh = nbformat.v4.new_notebook(metadata=source["metadata"])
    for cell in plain["cells"]:
        kind = cell.pop("cell_type")
        if kind != "code" and not is_locked(NotebookNode(cell)):
            cell["source"] = harmless(cell["source"])
        fresh.cells.append(_MAKERS[kind](**cell))
    return fresh


def harmless(text: str) -> str:
    """Markdown without HTML, and without links but those to the web and to the cell's pictures."""
    text = _COMMAND.sub("", text)  # first: what it takes away may have parted a tag
    if sum(1 for _ in _FORMULA.finditer(text)) > MAX_FORMULAS:  # an open one is searched to the end
        text = _FORMULA.sub("", text)
    text = _TAG.sub("< ", text)
    return _LINK.sub(r"] \1", text)


_FORMULA = re.compile(r"(?<!\\)\\+(?=begin\b|[\[(])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_LINK = re.compile(r"\]([(:])(?!\s*(?:https?://|attachment:|#))")
_COMMAND = re.compile(  # from a run's first backslash on, so that a run is read once
    r"(?<!\\)\\+(?=(?:href|require|style|class|cssId|url|data|tooltip|unicode)\b)"
)
_MAKERS = {
    "code": nbformat.v4.new_code_cell,
    "markdown": nbformat.v4.new_markdown_cell,
    "raw": nbformat.v4.new_raw_cell,
}


class JudgePreprocessor(NbGraderPreprocessor):  # type: ignore[misc]
    """Grades the notebook by the judge and writes points and feedback into its grade cells."""

    trusted = Bool(False, help="grade without confinement where the kernel forbids it").tag(
        config=True
    )
    limits = Dict(
        help="what one submission may use, by the names of autograder.sandbox.Limits"
    ).tag(config=True)

    processes = Int(
        0, help="how many submissions are graded at once; 0 stands for half the cores, at most 4"
    ).tag(config=True)

    @validate("limits")  # type: ignore[untyped-decorator]
    def _known_limits(self, proposal: Any) -> dict[str, Any]:
        try:
            return asdict(limits_of(proposal["value"]))
        except LimitError as error:
            raise TraitError(str(error)) from None

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook with graded cells.

        Raises:
            GradingFailed: nothing is known of the submission's points, nor is any longer in the
                gradebook.
        """
        try:
            self._grade(nb, resources)
        except GradingFailed:
            forget_scores(resources["nbgrader"])
            raise
        return nb, resources

    def _grade(self, nb: Any, resources: Any) -> None:
        folder = source_folder(self.parent.parent, str(resources["nbgrader"]["assignment"]))
        order = order_of(nb, folder)
        if order.unreadable:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], order.unreadable)
        graded = self.graders().result(order)
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
            if is_grade(cell) and is_solution(cell):
                _settle_without_answer(cell)
            elif is_grade(cell):
                cell.outputs = outputs_of(cell, graded)

    def graders(self) -> Graders:
        """The graders that this whole command shares: one seed, warm workers."""
        confined, limits = not self.trusted, Limits(**self.limits)
        how = confined, limits, self.processes
        if how not in _graders:
            course = self.parent.parent.coursedir
            folder = source_folder(self.parent.parent, course.assignment_id)
            _graders[how] = Graders(
                folder, confined=confined, limits=limits, processes=self.processes
            )
            atexit.register(_graders[how].close)
        return _graders[how]


def forget_scores(names: dict[str, Any]) -> None:
    """Take the automatic scores of an earlier run from the gradebook; a person has to look.

    Args:
        names: nbgrader's names of the notebook, the assignment and the student, and its database.
    """
    with Gradebook(names["db_url"]) as book, contextlib.suppress(MissingEntry):
        found = book.find_submission_notebook(
            names["notebook"], names["assignment"], names["student"]
        )
        for grade in found.grades:
            grade.auto_score, grade.needs_manual_grade = None, True
        book.db.commit()


def order_of(nb: Any, folder: Path) -> Order:
    """What there is to grade in a notebook that the exporter has read."""
    reason = nb["metadata"].get(UNREADABLE)
    if reason is not None:
        return Order(folder, unreadable=str(reason))
    try:
        return Order(folder, tuple(notebook.learner_cells(nb, notebook.of_assignment(folder))))
    except notebook.NotebookUnreadable as error:
        return Order(folder, unreadable=str(error))


def outputs_of(cell: Any, graded: dict[str, Shown]) -> list[Any]:
    """A grade cell's outputs: the report to read, and the points as nbgrader reads them.

    Raises:
        GradingFailed: the cell has no checks, so nothing is known of its points.
    """
    purpose = cell.metadata.nbgrader
    if purpose.grade_id not in graded:
        raise GradingFailed(f"The cell {purpose.grade_id!r} grades, but it has no checks.")
    task = graded[purpose.grade_id]
    points = min(max(task.points, 0.0), float(purpose.points))
    return [
        nbformat.v4.new_output("display_data", {"text/html": task.html, "text/plain": task.text}),
        nbformat.v4.new_output("execute_result", {"text/plain": repr(points)}, execution_count=1),
    ]


def _settle_without_answer(cell: Any) -> None:
    """An empty written answer needs no person's eye: nbgrader takes it for the empty stub."""
    if not cell.source.strip():
        cell.metadata.nbgrader.checksum = compute_checksum(cell)
