"""nbgrader's two seams: an exporter that reads any file, and a preprocessor that grades.

`ForgivingExporter` turns a submission that is no notebook into an empty one, so that it is graded
(with nothing) like every other. `JudgePreprocessor` stands where nbgrader's `Execute` stands: no
kernel is started; each grade cell gets its points as its result and the report as its output.
"""

from __future__ import annotations

import atexit
import io
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import compute_checksum, is_grade, is_locked, is_solution
from traitlets import Bool, Dict, TraitError, validate

from autograder import notebook, render
from autograder.checks import JudgeError
from autograder.grade import Grader
from autograder.intake import Intake
from autograder.report import Report, TaskResult
from autograder.sandbox import LimitError, Limits, limits_of

UNREADABLE = "autograder_unreadable"
_graders: dict[tuple[bool, Limits], Grader] = {}


class ForgivingExporter(NotebookExporter):  # type: ignore[misc]
    """Reads any file as a notebook that has all the assignment's grade cells.

    When it comes to be, nbgrader knows which submissions it will grade and has touched none: this
    is the moment at which they are replaced by clean copies.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.intake = Intake(self.parent)

    def from_filename(
        self, filename: str, resources: Any = None, **options: Any
    ) -> tuple[Any, Any]:
        """The exported notebook; an unreadable file becomes one with no answers and the reason."""
        path = Path(filename)
        source = notebook.load(source_folder(self.parent, resources) / path.name)
        handed_in = self.intake.originals.get(filename)
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


def _note(graded: dict[str, Any]) -> str | None:
    """Why a submission could not be read, as it was noted in the first of nbgrader's two passes."""
    note = graded["metadata"].get(UNREADABLE)
    return str(note) if note else None


def source_folder(converter: Any, resources: Any) -> Path:
    """The folder of the assignment's source, which no submission can touch."""
    course = converter.coursedir
    assignment = resources["nbgrader"]["assignment"]
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
    text = _TAG.sub("< ", text)
    return _LINK.sub(r"] \1", text)


_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_LINK = re.compile(r"\]([(:])(?!\s*(?:https?://|attachment:|#))")
_COMMAND = re.compile(r"\\+(?=(?:href|require|style|class|cssId|url|data|tooltip|unicode)\b)")
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

    @validate("limits")  # type: ignore[untyped-decorator]
    def _known_limits(self, proposal: Any) -> dict[str, Any]:
        try:
            return asdict(limits_of(proposal["value"]))
        except LimitError as error:
            raise TraitError(str(error)) from None

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook with graded cells.

        Raises:
            JudgeError: a cell that grades has no checks, so nothing is known of its points.
        """
        folder = source_folder(self.parent.parent, resources)
        report = self._report(nb, folder, str(resources["nbgrader"]["student"]))
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
            if is_grade(cell) and is_solution(cell):
                _settle_without_answer(cell)
            elif is_grade(cell):
                cell.outputs = self._outputs(cell, report)
        return nb, resources

    def _outputs(self, cell: Any, report: Report) -> list[Any]:
        purpose = cell.metadata.nbgrader
        if all(task.name != purpose.grade_id for task in report.tasks):
            raise JudgeError(f"The cell {purpose.grade_id!r} grades, but it has no checks.")
        return outputs_of(report.task(purpose.grade_id), report, float(purpose.points))

    def _report(self, nb: Any, folder: Path, student: str) -> Report:
        limits = Limits(**self.limits)
        grader = grader_of_this_command(confined=not self.trusted, limits=limits)
        reason = nb.metadata.get(UNREADABLE)
        try:
            if reason is not None:
                raise notebook.NotebookUnreadable(reason)
            cells = notebook.learner_cells(nb, notebook.of_assignment(folder))
            return grader.grade(cells, folder, submission=student)
        except notebook.NotebookUnreadable as error:
            self.log.warning("%s: %s", student, error)
            return grader.unreadable(folder, student, str(error))


def outputs_of(task: TaskResult, report: Report, maximum: float) -> list[Any]:
    """A grade cell's outputs: the report to read, and the points as nbgrader reads them."""
    note = report.note or ("" if report.confined else "Graded without confinement.")
    shown = {"text/html": render.task_html(task, note=note), "text/plain": render.task_text(task)}
    points = min(max(task.points, 0.0), maximum)
    return [
        nbformat.v4.new_output("display_data", shown),
        nbformat.v4.new_output(
            "execute_result", {"text/plain": repr(float(points))}, execution_count=1
        ),
    ]


def _settle_without_answer(cell: Any) -> None:
    """An empty written answer needs no person's eye: nbgrader takes it for the empty stub."""
    if not cell.source.strip():
        cell.metadata.nbgrader.checksum = compute_checksum(cell)


def grader_of_this_command(*, confined: bool, limits: Limits) -> Grader:
    """The grader that a whole class shares: one seed, one warm parent."""
    key = confined, limits
    if key not in _graders:
        _graders[key] = Grader(confined=confined, limits=limits)
        atexit.register(_graders[key].close)
    return _graders[key]
