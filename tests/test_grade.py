"""The whole road: cells go in, a report comes out, whatever the cells do."""

import pytest
from conftest import MINI, cells, notebook_text

from autograder.grade import AssignmentNotFound, task_names
from autograder.learner import Status

RIGHT = (
    "import cirq",
    "def double(x):\n    if isinstance(x, str):\n        raise ValueError('text')\n    return 2 * x",
    "def turn(angle, qubit):\n    return cirq.Circuit(cirq.ry(angle)(qubit))",
    "def mean(f, points):\n    return sum(f(p) for p in points) / len(points)",
)


def graded(grader, *sources):
    return grader.grade(cells(*sources), MINI)


def with_double(source):
    return (RIGHT[0], source, *RIGHT[2:])


def test_right_answers_earn_every_point(grader):
    report = graded(grader, *RIGHT)
    assert report.points == report.max_points == 5
    assert {task.status for task in report.tasks} == {Status.PASSED}


def test_an_empty_submission_earns_nothing(grader):
    report = graded(grader)
    assert report.points == 0
    assert {task.status for task in report.tasks} == {Status.MISSING}
    assert "deleted or renamed" in report.task("double").checks[0].sentence


@pytest.mark.parametrize(
    ("source", "status", "words"),
    [
        ("def double(x):\n    raise NotImplementedError()", Status.MISSING, "not written yet"),
        ("def double(x):\n    return (", Status.ERROR, "SyntaxError"),
        ("def double(x):\n    return y", Status.ERROR, "NameError: name 'y' is not defined"),
        ("raise RuntimeError('at import')\ndef double(x):\n    return 2 * x", Status.ERROR, "at import"),
        ("def double(x):\n    while True:\n        pass", Status.TIME_OUT, "never ends"),
        ("while True:\n    pass\ndef double(x):\n    return 2 * x", Status.TIME_OUT, "never ends"),
        ("import os\ndef double(x):\n    os._exit(7)", Status.CRASHED, "ended"),
        ("import os\nos._exit(7)\ndef double(x):\n    return 2 * x", Status.CRASHED, "ended"),
        ("def double(x):\n    return 'a' * 10**7", Status.WRONG, "must be numeric"),
        ("def double(x):\n    return [0] * 10**7", Status.OUTPUT_LIMIT, "limit"),
        ("double = 3", Status.MISSING, "not a function here (type: int)"),
        ("def double():\n    return 2", Status.ERROR, "takes 0 positional arguments"),
        ("def double(x):\n    return None", Status.WRONG, "must be numeric"),
        ("def double(x):\n    return 1e99 * x", Status.WRONG, "not right"),
    ],
)  # fmt: skip
def test_a_bad_cell_costs_only_its_task(grader, source, status, words):
    grader.limits = grader.limits.__class__(wall_seconds=2)
    try:
        report = graded(grader, *with_double(source))
    finally:
        grader.limits = grader.limits.__class__(wall_seconds=8)
    task = report.task("double")
    assert (task.status, task.points) == (status, 0)
    assert words in task.first_failure.sentence
    assert report.task("turn").points == 1
    assert report.task("mean").points == 2


def test_a_right_idea_with_a_slip_earns_a_part_and_a_name(grader):
    task = graded(grader, *with_double("def double(x):\n    return x + x")).task("double")
    assert (task.status, task.points) == (Status.PARTLY, 1.5)
    assert task.diagnosis.name == "text_allowed"
    assert task.hint == "What is x + x?"


def test_a_known_mistake_is_named_however_it_is_written(grader):
    source = "def turn(angle, qubit):\n    g = cirq.YPowGate(exponent=angle)\n    return cirq.Circuit(g(qubit))"
    task = graded(grader, *RIGHT[:2], source, RIGHT[3]).task("turn")
    assert task.diagnosis.name == "half_turns"


def test_an_unknown_mistake_is_not_named(grader):
    source = "def turn(angle, qubit):\n    return cirq.Circuit(cirq.ry(angle + 0.1)(qubit))"
    assert graded(grader, *RIGHT[:2], source, RIGHT[3]).task("turn").diagnosis is None


def test_a_changed_argument_is_wrong(grader):
    source = "def mean(f, points):\n    m = sum(map(f, points)) / len(points)\n    points[:] = 0\n    return m"
    task = graded(grader, *RIGHT[:3], source).task("mean")
    assert task.points == 0
    assert "changed its argument number 2" in task.first_failure.sentence


def test_an_oracle_counts_what_the_learner_evaluates(grader):
    source = "def mean(f, points):\n    [f(p) for p in points]\n    return sum(map(f, points)) / len(points)"
    task = graded(grader, *RIGHT[:3], source).task("mean")
    assert (task.status, task.points) == (Status.PARTLY, 1)


def test_inputs_are_fresh_for_each_seed(grader):
    stored = "def double(x):\n    return {1.0: 2.0, 0.0: 0.0, 3.0: 6.0}[x]"
    assert graded(grader, *with_double(stored)).task("double").first_failure.status is Status.ERROR


def test_tasks_may_be_chosen(grader):
    report = grader.grade(cells(*RIGHT), MINI, tasks=["mean"])
    assert [task.name for task in report.tasks] == ["mean"]


def test_a_file_that_is_no_notebook_gets_a_report(grader, tmp_path):
    file = tmp_path / "mine.ipynb"
    file.write_text("not json")
    report = grader.grade_file(file, MINI)
    assert (report.points, report.max_points) == (0, 5)
    assert {task.status for task in report.tasks} == {Status.MALFORMED}
    assert "JSON is broken" in report.note


def test_a_notebook_file_is_graded(grader, tmp_path):
    file = tmp_path / "mine.ipynb"
    file.write_text(notebook_text(*RIGHT), "utf-8")
    assert grader.grade_file(file, MINI).points == 5


def test_a_folder_without_checks_is_refused(grader, tmp_path):
    with pytest.raises(AssignmentNotFound, match="holds no checks"):
        grader.grade([], tmp_path)
    with pytest.raises(AssignmentNotFound):
        task_names(tmp_path)


def test_the_report_is_data(grader):
    data = graded(grader, *with_double("def double(x):\n    return x * x")).as_json()
    assert data["schema_version"] == 1
    assert data["points"] == sum(task["points"] for task in data["tasks"])
    double = next(task for task in data["tasks"] if task["name"] == "double")
    assert double["checks"][0]["case"]["got"]
    assert data["confined"] is True
