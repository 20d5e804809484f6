"""No submission earns more than its due, harms another, outlives its grading or leaves a trace."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hostile import corpus, watch
from hostile.corpus import ASSIGNMENT, TASKS, TRACE, Submission

from autograder import render
from autograder.grade import Grader
from autograder.limits import showable
from autograder.report import Report

ROOT = Path(__file__).resolve().parents[1]
CORPUS = corpus.submissions()
LIMITS: dict[str, Any] = {
    "cpu_seconds": 4,
    "wall_seconds": 2,
    "submission_seconds": 10,
    "memory_bytes": 256 << 20,
    "processes": 64,
    "open_files": 64,
    "scratch_bytes": 8 << 20,
    "file_bytes": 4 << 20,
}
each = pytest.mark.parametrize("submission", CORPUS, ids=lambda submission: submission.name)


# The corpus


def test_the_corpus_is_large_and_says_of_each_what_it_attempts():
    assert len(CORPUS) >= 60
    assert len({submission.attempt for submission in CORPUS}) == len(CORPUS)
    assert all(submission.attempt.endswith(".") for submission in CORPUS)


def test_the_corpus_promises_only_known_statuses():
    statuses = {
        status for submission in CORPUS for due in submission.due.values() for status in due
    }
    assert statuses == {
        "passed", "partly", "wrong", "error", "time-out", "memory", "output limit", "crashed",
        "missing", "malformed",
    }  # fmt: skip


# One grader for all, an honest submission after each


@pytest.fixture(scope="module")
def judge() -> Iterator[Grader]:
    from autograder.sandbox import Limits

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUDGE_SECRET", TRACE)
        with Grader(seed=7, limits=Limits(**LIMITS)) as judge:
            assert not earned_less(judge)
            yield judge
    assert watch.left_behind() == []


def earned_less(judge: Grader) -> list[str]:
    """What an honest submission lost."""
    cells = [cell for cell in corpus.honest()["cells"] if cell["cell_type"] == "code"]
    from autograder import notebook

    report = judge.grade(notebook.learner_cells({"cells": cells}), ASSIGNMENT)
    return [render.task_text(task) for task in report.tasks if task.points != TASKS[task.name]]


def nursery_of(judge: Grader) -> int:
    nursery = judge.nurseries.of(ASSIGNMENT)
    return nursery._process.pid


@each
def test_it_earns_its_due_and_nothing_stays(
    judge: Grader, submission: Submission, tmp_path: Path
) -> None:
    report = judge.grade_file(submission.write(tmp_path / "submission"), ASSIGNMENT)
    assert_due(submission, {task.name: (str(task.status), task.points) for task in report.tasks})
    assert_harmless(report)
    assert watch.eventually(lambda: not watch.left_running(nursery_of(judge)))
    assert watch.left_behind() == []
    assert not earned_less(judge)


def assert_due(submission: Submission, found: dict[str, tuple[str, float]]) -> None:
    assert found.keys() == TASKS.keys()
    for task, (status, points) in found.items():
        assert status in submission.due[task], (task, status, points)
        fair = {"passed": points == TASKS[task], "partly": 0 < points < TASKS[task]}
        assert fair.get(status, points == 0), (task, status, points)


def assert_harmless(report: Report) -> None:
    """A report is plain text, passive HTML and strict JSON, of a length that can be read."""
    text, page = render.text(report), render.html(report)
    assert text == showable(text, len(text))
    assert watch.active_parts(page) == []
    data = json.dumps(report.as_json(), allow_nan=False)
    assert max(len(text.encode()), len(page.encode()), len(data)) < 200_000


# The command line


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What one command prints of an honest, several hostile and another honest submission."""
    folder = tmp_path_factory.mktemp("command")
    hostile = [s for s in CORPUS if s.name in COMMANDED]
    files = [submission.write(folder / submission.name) for submission in hostile]
    first, last = (
        corpus.write_notebook(folder, corpus.honest(), n) for n in ("a.ipynb", "z.ipynb")
    )
    strange = Path(os.fsdecode(os.fsencode(folder) + b"/\xff\x1b[2J.ipynb"))
    shutil.copy(first, strange)
    command = [sys.executable, "-m", "autograder", "grade", "--json", "--assignment", ASSIGNMENT]
    done = subprocess.run(
        [*command, first, *files, strange, last], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


COMMANDED = (
    "exception_with_markup", "forged_reply", "fork_bomb_that_answers", "invalid_utf_8",
    "link_to_an_endless_file", "markup_in_names", "os_exit", "pipe_as_notebook", "patched_json",
    "sys_exit_in_a_cell", "text_that_no_file_can_hold", "writes_to_the_gradebook",
)  # fmt: skip


def test_the_command_grades_all_and_gives_each_its_due(printed: list[dict[str, Any]]) -> None:
    first, *rest, strange, last = printed
    assert first["points"] == strange["points"] == last["points"] == sum(TASKS.values())
    hostile = [submission for submission in CORPUS if submission.name in COMMANDED]
    for submission, report in zip(hostile, rest, strict=True):
        assert_due(submission, {t["name"]: (t["status"], t["points"]) for t in report["tasks"]})


# Stock nbgrader, one command for the class


@pytest.fixture(scope="module", autouse=True)
def course(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Future[Path]]:
    """A course whose class is the corpus, as far as it was asked for, with honest ones between.

    One command grades the class while the other tests run.
    """
    items = request.session.items
    asked = [item.callspec.params["submission"] for item in items if asks_nbgrader(item)]
    if any("graded" in item.fixturenames for item in items):
        asked = asked or CORPUS[:2]
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(grade_class, tmp_path_factory.mktemp("course"), asked)


@pytest.fixture
def graded(course: Future[Path]) -> Path:
    """The course, graded."""
    return course.result()


def asks_nbgrader(item: Any) -> bool:
    return getattr(item, "originalname", "") == test_nbgrader_gives_its_due.__name__


def grade_class(course: Path, asked: list[Submission]) -> Path:
    """Makes a course, hands the submissions in and has them all graded; returns its folder."""
    (course / "tmp").mkdir()
    settings = (ROOT / "nbgrader_config.py").read_text("utf-8")
    settings += f"c.JudgePreprocessor.limits = {LIMITS}\n"
    (course / "nbgrader_config.py").write_text(settings, "utf-8")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ASSIGNMENT, course / "solutions" / ASSIGNMENT.name, ignore=ignored)
    hand_in(course, asked)
    if asked:
        made = nbgrader(course, "generate_assignment")
        assert made.returncode == 0, made.stderr
        before = tree(course, "submitted", "solutions", "exercises")
        done = nbgrader(course, "autograde")
        assert done.returncode == 0, done.stderr[-5000:]
        assert "Traceback" not in done.stderr, done.stderr[-5000:]
        assert tree(course, "submitted", "solutions", "exercises") == before
        assert not any((course / "tmp").iterdir())
    return course


def hand_in(course: Path, asked: list[Submission]) -> None:
    for number, submission in enumerate(asked):
        submission.write(handed_in(course, submission.name))
        if number % 20 == 0:
            place = handed_in(course, f"{submission.name}-then-honest")
            place.mkdir(parents=True)
            corpus.write_notebook(place, corpus.honest())


def handed_in(course: Path, student: str) -> Path:
    return course / "submitted" / student / ASSIGNMENT.name


def nbgrader(course: Path, command: str, *more: str) -> subprocess.CompletedProcess[str]:
    programs = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": programs, "TMPDIR": str(course / "tmp")}
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", command, ASSIGNMENT.name, *more],
        cwd=course, env=environment, capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip


def tree(course: Path, *folders: str) -> dict[str, tuple[int, int]]:
    """Size and time of every file in some of a course's folders."""
    paths = [path for folder in folders for path in walk(course / folder)]
    return {str(path): (path.lstat().st_size, path.lstat().st_mtime_ns) for path in paths}


def walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        yield from (Path(place, name) for name in [*folders, *files])
        folders[:] = [name for name in folders if len(name) < 50]


def scores(course: Path, student: str) -> dict[str, tuple[float | None, bool]]:
    """What the gradebook holds of a student: the points, and whether a person is waited for."""
    with sqlite3.connect(course / "gradebook.db") as book:
        rows = book.execute(GRADES, [student]).fetchall()
    return {name: (points, bool(waits)) for name, points, waits in rows}


GRADES = """
    select base_cell.name, grade.auto_score, grade.needs_manual_grade from grade
    join base_cell on base_cell.id = grade.cell_id
    join submitted_notebook on submitted_notebook.id = grade.notebook_id
    join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
    where submitted_assignment.student_id = ?
"""


@each
def test_nbgrader_gives_its_due(graded: Path, submission: Submission) -> None:
    found = scores(graded, submission.name)
    file = graded / "autograded" / submission.name / ASSIGNMENT.name / corpus.NAME
    words = {task: verdict(file, task) for task in TASKS}
    points = {task: found[task][0] for task in TASKS}
    assert_due(submission, {task: (words[task], points[task]) for task in TASKS})
    assert not any(found[task][1] for task in TASKS)
    assert TRACE.encode() not in (graded / "gradebook.db").read_bytes()


def verdict(file: Path, task: str) -> str:
    """The status that a graded notebook shows of a task, in a page that nobody could alter."""
    cell = corpus.cell_of(json.loads(file.read_text("utf-8")), task)
    shown, result = cell["outputs"]
    assert watch.active_parts("".join(shown["data"]["text/html"])) == []
    assert float("".join(result["data"]["text/plain"])) <= TASKS[task]
    words = "".join(shown["data"]["text/plain"]).split("\n")[0]
    return words.split(": ", 1)[1].split(", ")[0]


def test_nbgrader_leaves_the_honest_alone(graded: Path) -> None:
    honest = [p.name for p in (graded / "submitted").iterdir() if p.name.endswith("-then-honest")]
    assert honest
    for student in honest:
        found = scores(graded, student)
        assert {task: found[task] for task in TASKS} == {t: (p, False) for t, p in TASKS.items()}


def test_nbgrader_leaves_nothing_running(graded: Path) -> None:
    assert watch.eventually(lambda: not watch.left_running())
    assert watch.left_behind() == []


def test_nbgrader_copies_nothing_but_plain_files(graded: Path) -> None:
    for path in walk(graded / "autograded"):
        assert not path.is_symlink()
        assert path.is_dir() or path.suffix == ".ipynb" or path.lstat().st_size < 10**6
        assert "root:" not in path.read_text("utf-8") if path.suffix == ".txt" else True
