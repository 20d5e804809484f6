"""The page in the browser: the code it shows, run afresh, and the notebook's own verdicts."""

import json
import sys

import pytest
from conftest import MINI

from autograder import browser, kernel, render
from autograder.notebook import Cell

RIGHT = "def double(x):\n    return 2 * x"
WRONG = "def double(x):\n    return x * x"


@pytest.fixture(autouse=True)
def beside_the_checks(monkeypatch):
    monkeypatch.chdir(MINI)
    kernel._hints_given.clear()


def ask(*sources, task=None):
    cells = [[f"double {number}", source] for number, source in enumerate(sources)]
    request = {"folder": str(MINI), "cells": cells, "task": task}
    return browser.Answer(**json.loads(browser.answer(json.dumps(request))))


def test_a_check_says_in_html_what_the_notebook_says():
    namespace = {}
    exec(WRONG, namespace)
    notebook = kernel.check("double", namespace).task
    answer = ask(WRONG, task="double")
    assert answer.html == render.task_html(notebook)
    assert answer.sentence.startswith("double: wrong, 0 of 2 points. Likely mistake: ")


def test_a_passed_check_is_announced_in_a_sentence():
    answer = ask("def double(x):\n    return x + x", task="double")
    assert answer.sentence.startswith("double: partly, 1.5 of 2 points.")


def test_code_shows_what_it_prints_and_its_last_expression():
    assert ask(RIGHT, "print('four:')\ndouble(2)").text == "four:\n4"
    assert ask(RIGHT) == browser.Answer("Done. Nothing was printed.")


def test_a_circuit_shows_itself_as_a_drawing():
    assert "───X───" in ask("import cirq\ncirq.Circuit(cirq.X(cirq.q(0)))").text


def test_a_check_called_in_the_code_shows_its_verdict():
    answer = ask(WRONG, "from autograder import check\ncheck('double')")
    assert answer.html.startswith("<section")
    assert answer.sentence.startswith("double: wrong")
    assert "Hint 1" in ask("from autograder import hint\nhint('double')").html


def test_only_the_last_cell_is_heard():
    answer = ask("print('before')", "raise ValueError('elsewhere')", "print('here')")
    assert answer.text == "here\n"


def test_nothing_is_left_of_an_earlier_answer():
    main = sys.modules["__main__"]
    ask("left = 1")
    assert "NameError: name 'left' is not defined" in ask("left").text
    assert sys.modules["__main__"] is main


def test_an_error_is_shown_with_the_line_that_raised_it():
    answer = ask("def f():\n    return 1 / 0\n\nf()")
    assert answer.sentence == "The code stopped: ZeroDivisionError: division by zero"
    assert "cell double 0, line 2, in f\n    return 1 / 0" in answer.text


def test_a_syntax_error_is_shown_and_nothing_is_checked():
    answer = ask("def double(x:\n    pass", task="double")
    assert answer.sentence.startswith("The code stopped: SyntaxError")
    assert "line 1" in answer.text
    assert answer.html == ""


def test_code_that_is_not_written_yet_is_no_error():
    stub = "raise NotImplementedError()"
    assert ask(stub).sentence == "This part is not written yet."
    assert "not written yet" in ask(f"def double(x):\n    {stub}", task="double").html


def test_leaving_python_stops_the_code_only():
    assert ask("import sys\nsys.exit(1)").sentence == "The code stopped: SystemExit: 1"


def test_endless_printing_is_cut():
    text = ask("for _ in range(10_000):\n    print('x' * 100)").text
    assert text.endswith(browser.CUT)
    assert len(text) == browser.MAX_OUTPUT + len(browser.CUT)


def test_the_lines_of_a_cell_are_known_to_tracebacks():
    assert browser.run_cell(Cell("one", "1 + 1"), {}) == 2
