"""Graders in processes of their own: the same verdicts, in order, whatever one of them meets."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import types
from pathlib import Path

import nbformat
import pytest
from conftest import MINI, SOLUTIONS, cells, notebook_text
from hostile import watch

from autograder import ahead, notebook, render
from autograder import nbgrader as seam
from autograder.ahead import Graders, GradingFailed, Order
from autograder.grade import Grader

RIGHT = "def double(x):\n    if isinstance(x, str):\n        raise ValueError\n    return 2 * x"
WRONG = "def double(x):\n    return x"
DRAWN = "def double(x):\n    return 2 * x if x in (0, 1, 3) else x"  # fails on what is drawn alone


def order(*sources, folder=MINI):
    return Order(folder, tuple(cells(*sources)))


@pytest.fixture(scope="module")
def graders():
    with Graders(MINI, processes=1) as graders:
        yield graders


def test_the_verdict_is_that_of_the_grader(graders, grader):
    report = grader.grade(order(RIGHT).cells, MINI)
    shown = graders.result(order(RIGHT))
    assert {name: task.points for name, task in shown.items()} == {
        task.name: task.points for task in report.tasks
    }
    assert shown["double"].text == render.task_text(report.task("double"))
    assert shown["double"].html == render.task_html(report.task("double"))


def test_what_was_begun_may_be_asked_for_in_any_order(graders):
    for source in (RIGHT, WRONG):
        graders.begin(order(source))
    assert graders.result(order(WRONG))["double"].points < graders.result(order(RIGHT))[
        "double"
    ].points  # fmt: skip


def test_what_nobody_asks_for_disturbs_nobody(graders):
    graders.begin(order("x = 1"))
    assert graders.result(order(RIGHT))["double"].points == 2


def test_an_order_is_begun_once_however_often_it_is_said(graders):
    (process,) = graders._processes
    graders.begin(order(WRONG))
    before = process._sent
    graders.begin(order(WRONG))
    graders.result(order(WRONG))
    assert process._sent == before


def test_a_file_that_was_no_notebook_says_so_in_every_task(graders):
    shown = graders.result(Order(MINI, unreadable="The file is <b>broken</b>."))
    assert all(task.points == 0 for task in shown.values())
    assert "The file is &lt;b&gt;broken" in shown["double"].html


def test_a_folder_without_checks_fails_alone(graders, tmp_path):
    with pytest.raises(GradingFailed, match="AssignmentNotFound: .* holds no checks"):
        graders.result(order(RIGHT, folder=tmp_path))
    assert graders.result(order(RIGHT))["double"].points == 2


def test_large_orders_wait_for_each_other_without_a_knot():
    """Neither side writes while the other can't read, whatever the pipes hold."""
    with Graders(MINI, processes=1) as graders:
        orders = [order("x" * 300_000, f"# {number}\n" + WRONG) for number in range(6)]
        for each in orders:
            graders.begin(each)
        assert all("double" in graders.result(each) for each in orders)


def test_two_graders_share_the_work_and_the_inputs():
    with Graders(MINI, processes=2) as graders:
        orders = [order(WRONG, f"y = {number}") for number in range(4)]
        for each in orders:
            graders.begin(each)
        assert [process._sent for process in graders._processes] == [2, 2]
        assert graders.capacity == 4
        assert len({graders.result(each)["double"].text for each in orders}) == 1


def test_a_grader_that_was_killed_is_replaced():
    with Graders(MINI, processes=1) as graders:
        graders.begin(order(WRONG))
        os.kill(graders._processes[0]._process.pid, signal.SIGKILL)
        assert graders.result(order(RIGHT))["double"].points == 2
        assert graders.result(order(WRONG))["double"].points < 2


DEADLY_CHECK = """
import os
from autograder import points
@points(1)
def test_it(learner):
    "One."
    os.abort()
"""


def test_a_submission_that_ends_its_grader_fails_alone(graders, tmp_path):
    (tmp_path / "test_deadly.py").write_text(DEADLY_CHECK)
    graders.begin(order(RIGHT, folder=tmp_path))
    graders.begin(order(RIGHT))
    with pytest.raises(GradingFailed, match="has ended .exit code -6.. It did so 2 times"):
        graders.result(order(RIGHT, folder=tmp_path))
    assert graders.result(order(RIGHT))["double"].points == 2


ENDLESS_CHECK = """
import time
from autograder import points
@points(1)
def test_it(learner):
    "One."
    open("{file}", "w").close()
    time.sleep(3600)
"""


def test_a_grader_ends_with_who_asks_whatever_it_works_at(tmp_path):
    """Here nbgrader's process is killed."""
    begun = tmp_path / "begun"
    (tmp_path / "test_endless.py").write_text(ENDLESS_CHECK.format(file=begun))
    code = f"""
import pathlib, time
from autograder.ahead import Graders, Order
graders = Graders(pathlib.Path({str(tmp_path)!r}), processes=1)
for number in range(2):
    graders.begin(Order(pathlib.Path({str(tmp_path)!r}), unreadable="") )
print(graders._processes[0]._process.pid, flush=True)
time.sleep(3600)
"""
    asking = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    grader = int(asking.stdout.readline())
    assert watch.eventually(begun.exists)
    (nursery,) = watch.children(grader)
    asking.kill()
    asking.communicate()
    assert watch.eventually(lambda: not os.path.exists(f"/proc/{grader}"))
    assert watch.eventually(lambda: not os.path.exists(f"/proc/{nursery}"))


def children(pid):
    """The processes that a process started."""
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def test_a_grader_that_is_closed_waits_for_the_end_of_its_nursery():
    for _ in range(3):  # an interrupt comes as it is about to close, sooner or later
        with Graders(MINI, processes=1) as graders:
            graders.result(order(RIGHT))
            (nursery,) = children(graders._processes[0]._process.pid)
        assert not Path("/proc", nursery).exists()


def test_without_confinement_the_report_says_so():
    with Graders(MINI, confined=False, processes=1) as graders:
        shown = graders.result(order(RIGHT))["double"]
    assert "Graded without confinement." in shown.html


def test_a_class_has_one_seed_with_which_its_reports_can_be_had_again(graders):
    found = [graders.result(order(DRAWN, f"x = {n}"))["double"] for n in range(2)]
    first, second = (int(re.search(r"--seed (\d+)", shown.html)[1]) for shown in found)
    assert first == second
    with Grader(seed=first) as grader:
        again = grader.grade(order(DRAWN).cells, MINI)
    assert render.task_text(again.task("double")) == found[0].text


def test_nothing_is_served_to_nobody():
    answers = io.StringIO()
    ahead.serve(iter(()), answers)
    assert answers.getvalue() == ""


def test_lines_are_read_as_they_come():
    assert list(ahead._lines(io.StringIO('{"a": 1}\n{"b": "ü"}\n'))) == [{"a": 1}, {"b": "ü"}]


@pytest.mark.parametrize(("cores", "processes"), [(1, 1), (2, 1), (4, 2), (7, 3), (64, 4)])
def test_a_grader_needs_two_cores(monkeypatch, cores, processes):
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: set(range(cores)))
    assert ahead.usual_processes() == processes


def test_where_the_gradebook_is_open_no_circuit_is_ever_built():
    code = "import sys, autograder.nbgrader; print('cirq' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


# What is ordered ahead is what nbgrader will ask for


def asked_in_turn(names, *, asked, due=None):
    """What an exporter orders at each submission that nbgrader asks for, with room for three."""
    orders = []
    exporter = types.SimpleNamespace(
        _coming=iter(names),
        _ahead=[],
        _graders=types.SimpleNamespace(capacity=3),
        _order=lambda name, folder: orders[-1].append(name),
        _is_due=lambda name: due is None or name in due,
    )
    for name in asked:
        orders.append([])
        seam.ForgivingExporter._order_ahead(exporter, name, MINI)
    return orders


def test_the_graders_are_kept_busy_with_what_comes_next():
    assert asked_in_turn("abcdef", asked="abcdef") == [["a", "b", "c"], ["d"], ["e"], ["f"], [], []]


def test_what_nbgrader_skips_is_not_graded():
    assert asked_in_turn("abcdef", asked="df", due="df") == [["d", "f"], []]


def test_what_is_skipped_against_expectation_keeps_no_room():
    assert asked_in_turn("abcdef", asked="ade") == [["a", "b", "c"], ["d", "e", "f"], []]


def test_what_was_not_expected_is_ordered_when_it_comes():
    assert asked_in_turn("abc", asked="ab", due="c") == [["a", "c"], ["b"]]


@pytest.mark.parametrize(
    ("student", "force", "due"),
    [("new", False, True), ("graded", False, False), ("graded", True, True), ("out", True, False)],
)
def test_a_submission_is_due_where_nbgrader_grades_it(student, force, due, tmp_path):
    (tmp_path / "graded").mkdir()
    converter = types.SimpleNamespace(
        force=force,
        coursedir=types.SimpleNamespace(student_id_exclude="out,off"),
        init_single_notebook_resources=lambda name: {
            "nbgrader": {"assignment": "mini", "student": name}
        },
        _format_dest=lambda assignment, student: str(tmp_path / student),
    )
    exporter = types.SimpleNamespace(parent=converter)
    assert seam.ForgivingExporter._is_due(exporter, student) is due


SOURCE = notebook.load(SOLUTIONS / "encoding" / "encoding.ipynb")
NOTE = {"cell_type": "markdown", "source": "hi", "metadata": {"nbgrader": 3}}
SUBMISSIONS = {
    "as it was": json.dumps(SOURCE),
    "twice": json.dumps({**SOURCE, "cells": SOURCE["cells"] * 2}),
    "in another order": json.dumps({"cells": [NOTE, *SOURCE["cells"][::-1]]}),
    "bare": notebook_text(RIGHT, "x = 1"),
    "odd": json.dumps({"cells": [7, {"cell_type": "code", "source": ["a = 1\n", "b = 2"]}]}),
}


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_what_is_read_ahead_is_what_is_asked_for(name, tmp_path):
    file = tmp_path / "encoding.ipynb"
    file.write_text(SUBMISSIONS[name], "utf-8")
    once = seam.repair(notebook.load(file), SOURCE)  # nbgrader reads a submission twice
    twice = seam.repair(json.loads(nbformat.writes(once)), SOURCE)
    asked = seam.order_of(twice, SOLUTIONS / "encoding").cells
    assert asked
    assert tuple(notebook.read(file, SOURCE)) == asked
