"""A report reads the same as text, as HTML and as JSON; its words are kept in golden files."""

import json
import re
from html.parser import HTMLParser

import pytest
from conftest import MINI, cells

from autograder import picture, render
from autograder.expect import Case, Row
from autograder.learner import Status
from autograder.report import CheckResult, Diagnosis, Report, task_result

GOOD = "import cirq\ndef turn(angle, qubit):\n    return cirq.Circuit(cirq.ry(angle)(qubit))"
SUBMISSIONS = {
    "right": (
        GOOD,
        "def double(x):\n    if isinstance(x, str):\n        raise ValueError\n    return 2 * x",
        "def mean(f, points):\n    return sum(map(f, points)) / len(points)",
    ),
    "mistakes": (
        "import cirq\ndef turn(angle, qubit):\n    return cirq.Circuit(cirq.Y(qubit) ** angle)",
        "def double(x):\n    return x * x",
        "def mean(f, points):\n    return sum(map(f, points)) / n",
    ),
    "unfinished": (
        "def double(x):\n    raise NotImplementedError()",
        "import cirq\ndef turn(angle, qubit):\n    return cirq.Circuit()",
        "def mean(f, points)\n    return 0",
    ),
}
VOID = {"br", "circle", "ellipse", "line", "rect"}


class Balance(HTMLParser):
    """Fails on tags that are not closed in order."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        assert tag in VOID

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def assert_balanced(fragment):
    parser = Balance()
    parser.feed(fragment)
    assert parser.open == []


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_the_words_of_a_report_are_the_golden_ones(grader, golden, name):
    report = grader.grade(cells(*SUBMISSIONS[name]), MINI, submission=name)
    golden(f"{name}.txt", render.text(report) + "\n")
    golden(f"{name}.html", render.html(report) + "\n")
    golden(f"{name}.json", json.dumps(report.as_json(), indent=1, ensure_ascii=False) + "\n")


def failing(**found):
    return CheckResult("test_a", "It works", 0, 1, Status.WRONG, **found)


def shown(task):
    return re.sub(r"<style>.*?</style>", "", render.task_html(task))


def test_hostile_text_is_escaped_everywhere():
    evil = "<script>alert(1)</script>"
    case = Case(evil, evil, evil, evil, (Row(evil, evil, evil, False),), bars=((evil, 0.1, 0.9),))
    check = failing(sentence=evil, case=case, traceback=evil)
    task = task_result("f", (check,), Diagnosis("d", evil, evil), evil)
    fragment = render.task_html(task, note=evil)
    assert "<script" not in fragment
    assert_balanced(fragment)


def test_the_seed_stands_where_something_failed():
    passed = task_result("f", (CheckResult("test_a", "It works", 1, 1, Status.PASSED),))
    assert "--seed 7" in render.task_html(task_result("f", (failing(),)), seed=7)
    assert "--seed" not in render.task_html(passed, seed=7)


def test_backquotes_become_code():
    task = task_result("f", (failing(sentence="use `cirq.ry(x)`"),))
    assert "use <code>cirq.ry(x)</code>" in shown(task)


def test_every_fragment_is_balanced(grader):
    for sources in SUBMISSIONS.values():
        assert_balanced(render.html(grader.grade(cells(*sources), MINI)))


def test_a_pass_is_short():
    check = CheckResult("test_a", "It works", 1, 1, Status.PASSED)
    assert render.task_text(task_result("f", (check,))) == "✓ f: passed, 1 of 1 point"


def test_grading_without_confinement_is_said():
    report = Report("a", "s", (), 1, confined=False)
    assert "without confinement" in render.text(report)


@pytest.mark.parametrize(
    ("points", "statuses", "expected"),
    [
        ((1, 1), (Status.PASSED, Status.PASSED), Status.PASSED),
        ((1, 0), (Status.PASSED, Status.WRONG), Status.PARTLY),
        ((0, 0), (Status.TIME_OUT, Status.WRONG), Status.TIME_OUT),
        ((), (), Status.MISSING),
    ],
)
def test_a_tasks_status_follows_from_its_checks(points, statuses, expected):
    checks = tuple(
        CheckResult("t", "T", n, 1, status) for n, status in zip(points, statuses, strict=True)
    )
    assert task_result("f", checks).status is expected


def test_pictures_say_in_words_what_they_show():
    sphere = picture.svg(Case(bloch=((0, 0, 1), (1, 0, 0))))
    assert 'aria-label="Bloch sphere: got (x 0, y 0, z 1), expected (x 1, y 0, z 0)."' in sphere
    chart = picture.svg(Case(bars=(("|00⟩", 0.25, 1.0), ("|01⟩", 0.75, 0.0))))
    assert "the largest difference is at |00⟩: got 0.250, expected 1.000" in chart


def test_no_picture_where_probabilities_agree():
    assert picture.svg(Case(bars=(("|00⟩", 0.5, 0.5),))) == ""
    assert picture.svg(Case()) == ""


def test_unknown_tasks_have_no_result():
    with pytest.raises(KeyError):
        Report("a", "s", (), 1, confined=True).task("f")
