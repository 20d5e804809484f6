"""nbgrader's two seams: an exporter that reads any file, and a preprocessor that grades.

`ForgivingExporter` turns a submission that is no notebook into an empty one, so that it is graded
(with nothing) like every other. `JudgePreprocessor` stands where nbgrader's `Execute` stands: no
kernel is started; each grade cell gets its points as its result and the report as its output.
"""

from __future__ import annotations

import atexit
import io
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from autograder import notebook, render
from autograder.grade import Grader
from autograder.report import Report, TaskResult

UNREADABLE = "autograder_unreadable"
_graders: dict[bool, Grader] = {}


class ForgivingExporter(NotebookExporter):  # type: ignore[misc]
    """Reads any file as a notebook that has all the assignment's grade cells."""

    def from_filename(
        self, filename: str, resources: Any = None, **options: Any
    ) -> tuple[Any, Any]:
        """The exported notebook; an unreadable file becomes one with no answers and the reason."""
        path = Path(filename)
        source = notebook.load(source_folder(self.parent, resources) / path.name)
        try:
            repaired = repair(notebook.load(path), source)
        except notebook.NotebookUnreadable as error:
            repaired = repair({"cells": []}, source)
            repaired.metadata[UNREADABLE] = str(error)
        resources.setdefault("metadata", {}).update(name=path.stem, path=str(path.parent))
        text = io.StringIO(nbformat.writes(repaired))
        return self.from_file(text, resources=resources, **options)  # type: ignore[no-any-return]


def source_folder(converter: Any, resources: Any) -> Path:
    """The folder of the assignment's source, which no submission can touch."""
    course = converter.coursedir
    assignment = resources["nbgrader"]["assignment"]
    return Path(course.format_path(course.source_directory, ".", assignment)).resolve()


def repair(data: dict[str, Any], source: dict[str, Any]) -> Any:
    """A valid version-4 notebook: the submission's texts with the source's nbgrader metadata.

    Duplicated, unknown and altered nbgrader cells become plain cells; missing grade cells are
    appended, without an answer.
    """
    known = {_grade_id(cell): cell for cell in source["cells"] if _grade_id(cell)}
    fresh = nbformat.v4.new_notebook(metadata=_kept_metadata(data, source))
    for cell in data["cells"]:
        if isinstance(cell, dict) and cell.get("cell_type") in _MAKERS:
            original = known.get(_grade_id(cell))
            same_type = original and original["cell_type"] == cell["cell_type"]
            if same_type:
                del known[_grade_id(cell)]
            fresh.cells.append(_fresh_cell(cell, original if same_type else None))
    fresh.cells += [_without_answer(cell) for cell in known.values() if _nbgrader(cell)["grade"]]
    return fresh


_MAKERS = {
    "code": nbformat.v4.new_code_cell,
    "markdown": nbformat.v4.new_markdown_cell,
    "raw": nbformat.v4.new_raw_cell,
}


def _kept_metadata(data: dict[str, Any], source: dict[str, Any]) -> dict[str, Any]:
    metadata = data.get("metadata")
    reason = metadata.get(UNREADABLE) if isinstance(metadata, dict) else None
    return {**source["metadata"], **({UNREADABLE: reason} if isinstance(reason, str) else {})}


def _nbgrader(cell: Any) -> dict[str, Any]:
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    found = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return found if isinstance(found, dict) else {}


def _grade_id(cell: Any) -> str:
    found = _nbgrader(cell).get("grade_id")
    return found if isinstance(found, str) else ""


def _fresh_cell(cell: dict[str, Any], original: dict[str, Any] | None) -> Any:
    fresh = _MAKERS[cell["cell_type"]](notebook.source_of(cell))
    if original is not None:
        fresh.metadata["nbgrader"] = dict(_nbgrader(original))
        checksum = _nbgrader(cell).get("checksum")
        if isinstance(checksum, str):
            fresh.metadata["nbgrader"]["checksum"] = checksum
    if cell["cell_type"] == "code":
        fresh.outputs = _outputs(cell)
    return fresh


def _without_answer(cell: dict[str, Any]) -> Any:
    solution = _nbgrader(cell).get("solution")
    fresh = _MAKERS[cell["cell_type"]]("" if solution else notebook.source_of(cell))
    fresh.metadata["nbgrader"] = dict(_nbgrader(cell))
    return fresh


def _outputs(cell: dict[str, Any]) -> list[Any]:
    outputs = cell.get("outputs")
    try:
        return [nbformat.from_dict(item) for item in outputs] if isinstance(outputs, list) else []
    except (TypeError, ValueError, AttributeError):
        return []


class JudgePreprocessor(NbGraderPreprocessor):  # type: ignore[misc]
    """Grades the notebook by the judge and writes points and feedback into its grade cells."""

    trusted = Bool(False, help="grade without confinement where the kernel forbids it").tag(
        config=True
    )

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook with graded cells."""
        folder = source_folder(self.parent.parent, resources)
        report = self._report(nb, folder, str(resources["nbgrader"]["student"]))
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if cell.cell_type == "code" and any(task.name == name for task in report.tasks):
                cell.outputs = outputs_of(
                    report.task(name), report, float(cell.metadata.nbgrader.points)
                )
        return nb, resources

    def _report(self, nb: Any, folder: Path, student: str) -> Report:
        grader = grader_of_this_command(confined=not self.trusted)
        reason = nb.metadata.get(UNREADABLE)
        try:
            if reason is not None:
                raise notebook.NotebookUnreadable(reason)
            return grader.grade(notebook.learner_cells(nb), folder, submission=student)
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


def grader_of_this_command(*, confined: bool) -> Grader:
    """The grader that a whole class shares: one seed, one warm parent."""
    if confined not in _graders:
        _graders[confined] = Grader(confined=confined)
        atexit.register(_graders[confined].close)
    return _graders[confined]
