"""Stock nbgrader commands grade a class with our two traitlets: points, words, no casualties."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from conftest import MINI, ROOT, notebook_text
from nbgrader.api import Gradebook

from autograder import nbgrader as seam
from autograder.ahead import Shown

TASKS = {"double": 2, "turn": 1, "mean": 2}
ANSWERS = {
    "double": "def double(x):\n    if isinstance(x, str):\n        raise ValueError\n    return 2 * x",
    "turn": "def turn(angle, qubit):\n    return cirq.Circuit(cirq.ry(angle)(qubit))",
    "mean": "def mean(f, points):\n    return sum(map(f, points)) / len(points)",
}


def metadata(grade_id, **more):
    base = {"grade": False, "grade_id": grade_id, "locked": False, "schema_version": 3,
            "solution": False, "task": False}  # fmt: skip
    return {"nbgrader": {**base, **more}}


def source_notebook():
    make = nbformat.v4.new_code_cell
    cells = [make("import cirq\nfrom autograder import check", id="setup")]
    for task, points in TASKS.items():
        head, _, body = ANSWERS[task].partition("\n")
        text = f"{head}\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION"
        cells.append(
            make(text, id=f"s-{task}", metadata=metadata(f"{task}-solution", solution=True))
        )
        graded = metadata(task, grade=True, locked=True, points=points)
        cells.append(make(f'check("{task}")', id=task, metadata=graded))
    written = metadata("why", grade=True, solution=True, points=3)
    cells.append(nbformat.v4.new_markdown_cell("Because.", id="why", metadata=written))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def answered(release, answers):
    """The released notebook with some answers written in."""
    notebook = json.loads(release.read_text("utf-8"))
    for cell in notebook["cells"]:
        task = cell["metadata"].get("nbgrader", {}).get("grade_id", "").removesuffix("-solution")
        if task in answers and cell["metadata"]["nbgrader"]["solution"]:
            cell["source"] = answers[task]
    return notebook


def nbgrader(course, *words):
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    command = [sys.executable, "-m", "nbgrader", *words]
    return subprocess.run(
        command,
        cwd=course,
        capture_output=True,
        text=True,
        env=environment,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with one small assignment, its release, and a class of eight, graded."""
    course = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    folder = course / "solutions" / "mini"
    shutil.copytree(MINI, folder, ignore=shutil.ignore_patterns("__pycache__"))
    nbformat.write(source_notebook(), folder / "mini.ipynb")
    made = nbgrader(course, "generate_assignment", "mini", "--create")
    assert made.returncode == 0, made.stderr
    release = course / "exercises" / "mini" / "mini.ipynb"
    submit_class(course, release)
    run = nbgrader(course, "autograde", "mini")
    (course / "log.txt").write_text(run.stderr + f"\nexit {run.returncode}\n")
    return course


def submit_class(course, release):
    right = answered(release, {**ANSWERS, "why": "Because it is so."})
    submissions = {
        "ada": json.dumps(right),
        "blank": release.read_text("utf-8"),
        "broken": "this is not JSON",
        "half": json.dumps(answered(release, {"double": ANSWERS["double"]})),
        "loud": json.dumps(answered(release, {**ANSWERS, "double": "import sys, warnings\nprint('x' * 10**6)\nsys.stderr.write('!')\nwarnings.warn('!')\n" + ANSWERS["double"]})),
        "other": notebook_text("x = 1"),
        "slip": json.dumps(answered(release, {**ANSWERS, "turn": "def turn(angle, qubit):\n    return cirq.Circuit(cirq.Y(qubit) ** angle)"})),
        "tampered": json.dumps(tampered(right)),
        "twice": json.dumps({**right, "cells": right["cells"] + right["cells"]}),
    }  # fmt: skip
    for student, text in submissions.items():
        folder = course / "submitted" / student / "mini"
        folder.mkdir(parents=True)
        (folder / "mini.ipynb").write_text(text, "utf-8")


def tampered(notebook):
    """Grade cells deleted, renamed or made worth a thousand points; answers right but for one."""
    cells = json.loads(json.dumps(notebook))["cells"]
    for cell in cells:
        nbgrader_data = cell["metadata"].get("nbgrader", {})
        if nbgrader_data.get("grade") and cell["cell_type"] == "code":
            nbgrader_data["points"] = 1000
            cell["source"] = "1000.0"
            cell["metadata"]["tags"] = ["skip-execution"]
        if nbgrader_data.get("grade_id") == "mean-solution":
            cell["source"] = "def mean(f, points):\n    return 0.0"
    cells = [c for c in cells if c["metadata"].get("nbgrader", {}).get("grade_id") != "mean"]
    return {**notebook, "cells": cells}


def scores(course, student):
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        notebook = book.find_submission_notebook("mini", "mini", student)
        return {grade.name: grade.auto_score for grade in notebook.grades}


def test_the_command_ends_well_whatever_was_submitted(course):
    assert "exit 0" in (course / "log.txt").read_text()


@pytest.mark.parametrize(
    ("student", "double", "turn", "mean"),
    [
        ("ada", 2, 1, 2),
        ("blank", 0, 0, 0),
        ("broken", 0, 0, 0),
        ("half", 2, 0, 0),
        ("loud", 2, 1, 2),
        ("other", 0, 0, 0),
        ("slip", 2, 0, 2),
        ("tampered", 2, 1, 0),
        ("twice", 2, 1, 2),
    ],
)
def test_everyone_gets_what_is_due(course, student, double, turn, mean):
    found = scores(course, student)
    assert {task: found[task] for task in TASKS} == {"double": double, "turn": turn, "mean": mean}


def test_written_answers_wait_for_a_person(course):
    assert scores(course, "ada")["why"] is None


def test_the_grades_are_those_of_the_command_line(course, grader):
    for student in ("ada", "half", "slip"):
        file = course / "submitted" / student / "mini" / "mini.ipynb"
        report = grader.grade_file(file, MINI)
        found = scores(course, student)
        assert {task.name: task.points for task in report.tasks} == {t: found[t] for t in TASKS}


def test_feedback_says_what_was_wrong(course):
    assert nbgrader(course, "generate_feedback", "mini").returncode == 0
    page = (course / "feedback" / "slip" / "mini" / "mini.html").read_text("utf-8")
    assert "Likely mistake: half turns for radians" in page
    assert "Bloch sphere" in page
    broken = (course / "feedback" / "broken" / "mini" / "mini.html").read_text("utf-8")
    assert "its JSON is broken" in broken


def test_grades_are_exported(course):
    assert nbgrader(course, "export", "--to", "grades.csv").returncode == 0
    rows = (course / "grades.csv").read_text().splitlines()
    assert len(rows) == 10
    assert any("ada" in row and ",5.0," in row for row in rows)


def test_a_failed_resubmission_replaces_the_old_score(course):
    file = course / "submitted" / "ada" / "mini" / "mini.ipynb"
    right = file.read_text("utf-8")
    file.write_text("no longer JSON")
    try:
        assert nbgrader(course, "autograde", "mini", "--student", "ada", "--force").returncode == 0
        assert sum(scores(course, "ada")[task] for task in TASKS) == 0
    finally:
        file.write_text(right, "utf-8")


def test_where_the_judge_itself_fails_no_old_score_stays(course):
    checks = course / "solutions" / "mini" / "test_mean.py"
    right = checks.read_text("utf-8")
    checks.write_text("1 / 0")
    try:
        assert nbgrader(course, "autograde", "mini", "--student", "slip", "--force").returncode != 0
        assert {scores(course, "slip")[task] for task in TASKS} == {None}
    finally:
        checks.write_text(right, "utf-8")
    assert nbgrader(course, "autograde", "mini", "--student", "slip", "--force").returncode == 0
    assert scores(course, "slip")["double"] == 2


def test_validate_tells_release_and_solution_apart(course):
    done = nbgrader(course, "validate", "solutions/mini/mini.ipynb")
    assert "Success" in done.stdout
    release = nbgrader(course, "validate", "exercises/mini/mini.ipynb")
    assert release.stdout.count("The following cell failed") == 4


def test_the_release_holds_no_solution(course):
    text = (course / "exercises" / "mini" / "mini.ipynb").read_text("utf-8")
    assert "isinstance" not in text
    assert "raise NotImplementedError()" in text


def test_points_never_exceed_the_cells():
    cell = nbformat.v4.new_code_cell("", metadata=metadata("f", grade=True, points=2))
    shown, result = seam.outputs_of(cell, {"f": Shown(5.0, "<p>words</p>", "words")})
    assert result["data"]["text/plain"] == "2.0"
    assert shown["data"] == {"text/html": "<p>words</p>", "text/plain": "words"}


def test_repair_restores_what_was_lost():
    source = json.loads(nbformat.writes(source_notebook()))
    fresh = seam.repair(
        {"cells": [{"cell_type": "code", "source": ["x = 1"], "outputs": 7}]}, source
    )
    nbformat.validate(fresh)
    ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in fresh.cells]
    assert ids == [None, "double", "turn", "mean", "why"]
    assert fresh.cells[-1].source == ""


def test_a_grade_cell_of_another_type_counts_as_lost():
    source = json.loads(nbformat.writes(source_notebook()))
    cell = {"cell_type": "markdown", "source": "hi", "metadata": metadata("double", grade=True)}
    fresh = seam.repair({"cells": [cell]}, source)
    assert "nbgrader" not in fresh.cells[0].metadata
    assert fresh.cells[1].metadata.nbgrader.grade_id == "double"
    assert fresh.cells[1].cell_type == "code"


def test_archives_of_learning_platforms_are_unpacked(course, tmp_path):
    shutil.copy(course / "nbgrader_config.py", tmp_path)
    shutil.copytree(course / "solutions", tmp_path / "solutions")
    archive = tmp_path / "downloaded" / "mini" / "archive"
    archive.mkdir(parents=True)
    text = notebook_text("x = 1")
    for name in ("hoppergrace_77_991_mini-1.ipynb", "noether_mini.ipynb", "notes.ipynb"):
        (archive / name).write_text(text, "utf-8")
    with zipfile.ZipFile(archive / "all.zip", "w") as packed:
        packed.writestr("Ada Lovelace_1234_assignsubmission_file_mini.ipynb", text)
    run = nbgrader(tmp_path, "zip_collect", "mini")
    assert run.returncode == 0, run.stderr
    submitted = (tmp_path / "submitted").rglob("*.ipynb")
    found = sorted(file.relative_to(tmp_path / "submitted").as_posix() for file in submitted)
    students = ("Ada Lovelace", "hoppergrace", "noether")
    assert found == [f"{student}/mini/mini.ipynb" for student in students]
