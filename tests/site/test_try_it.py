"""The pages "Try it here": Python in the reader's browser, with the notebook's checks and words."""

from __future__ import annotations

import json
import re
import zipfile

import pytest
from helpers_site import ROOT, SCHEMES, SITE, WIDTHS, violations
from playwright.sync_api import expect

from autograder import kernel, render

ASSIGNMENTS = sorted(file.stem for file in (ROOT / "book/try").glob("*.md"))
HALF_TURNS = """
def angle_encode(x, qubits):
    return cirq.Circuit(cirq.Y(qubit) ** angle for angle, qubit in zip(x, qubits))
"""
PATIENCE = 300_000
ENDLESS = "while True:\n    pass"


class Cell:
    """A cell of the page, as a reader works with it."""

    def __init__(self, visit, name):
        self.visit = visit
        self.element = visit.page.locator(f"#try-{name}")
        self.editor = self.element.locator("textarea")
        self.status = self.element.locator(".try-status")
        self.output = self.element.locator(".try-output")

    def press(self, name):
        self.element.get_by_role("button", name=name, exact=True).click()

    def expect_status(self, words):
        expect(self.status).to_have_text(re.compile(words), timeout=PATIENCE)

    def check(self, code, words):
        """Writes code, presses Check and waits for the verdict."""
        self.editor.fill(code)
        self.press("Check")
        self.expect_status(words)


@pytest.fixture(scope="module")
def visit(visits):
    """The page of the assignment encoding, in a browser of its own."""
    with visits("try/encoding.html") as visit:
        yield visit


@pytest.fixture
def cell(visit):
    """The cell for angle_encode with its first text."""
    cell = Cell(visit, "angle_encode")
    cell.press("Reset")
    return cell


def references(assignment):
    """The right answers of an assignment, by task."""
    notebook = json.loads((ROOT / f"solutions/{assignment}/{assignment}.ipynb").read_text("utf-8"))
    named = {
        cell["metadata"].get("nbgrader", {}).get("grade_id", ""): "".join(cell["source"])
        for cell in notebook["cells"]
    }
    ending = "-solution"
    return {n.removesuffix(ending): text for n, text in named.items() if n.endswith(ending)}


def test_nothing_of_python_is_loaded_before_a_button_is_pressed(visit):
    assert not [url for url in visit.requests if re.search(r"worker|pyodide|\.zip|\.wasm", url)]


def test_a_known_misconception_is_named_as_in_the_notebook(visit, cell, monkeypatch):
    cell.check(HALF_TURNS, "angle_encode: wrong, 0 of 3 points. Likely mistake: half turns")
    monkeypatch.chdir(ROOT / "exercises/encoding")
    namespace = {}
    exec(f"import cirq\n{HALF_TURNS}", namespace)
    html = render.task_html(kernel.check("angle_encode", namespace).task)
    shown = cell.output.locator("section").evaluate("section => section.innerText")
    visit.page.evaluate(
        "html => { const place = document.createElement('div'); place.id = 'notebook';"
        "place.innerHTML = html; document.querySelector('article').append(place); }",
        html,
    )
    assert shown == visit.page.locator("#notebook section").evaluate("s => s.innerText")
    visit.page.evaluate("document.getElementById('notebook').remove()")
    expect(cell.output.get_by_role("img", name="Bloch sphere")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_page_with_a_verdict_is_accessible(visit, cell, width, scheme):
    cell.check(HALF_TURNS, "Likely mistake: half turns")
    visit.look(width, scheme)
    assert violations(visit.page) == []


def test_code_runs_and_prints(cell):
    cell.editor.fill("print(cirq.Circuit(cirq.X(cirq.LineQubit(0))))\n1 + 1")
    cell.press("Run")
    expect(cell.output).to_contain_text("0: ───X───", timeout=PATIENCE)
    expect(cell.output).to_contain_text("2")
    cell.expect_status("Done.")


def test_an_error_is_shown_with_its_line(cell):
    cell.editor.fill("def f():\n    return 1 / 0\n\nf()")
    cell.press("Run")
    cell.expect_status("The code stopped: ZeroDivisionError")
    expect(cell.output).to_contain_text("line 2, in f")


def test_what_the_browser_lacks_says_so(cell):
    cell.editor.fill("import matplotlib.pyplot as plt\n\nplt.plot([1, 2])")
    cell.press("Run")
    cell.expect_status("this page has no matplotlib. The notebook has it: `make study`.")


def test_hints_grow_stronger(cell):
    cell.press("Hint")
    expect(cell.element.locator(".try-hints")).to_contain_text("Hint 1 of 3.")
    cell.press("Hint")
    expect(cell.element.locator(".try-hints")).to_contain_text("Hint 2 of 3.")


def test_an_endless_loop_can_be_stopped_and_the_page_goes_on(visit, cell):
    cell.editor.fill(ENDLESS)
    cell.press("Run")
    cell.expect_status("Running|Still running")
    other = Cell(visit, "basis_encode")
    other.press("Run")
    other.expect_status("Python is busy")
    cell.press("Stop")
    cell.expect_status("Stopped.")
    cell.editor.fill("6 * 7")
    cell.press("Run")
    expect(cell.output).to_contain_text("42", timeout=PATIENCE)


def test_tab_indents_and_escape_leaves(visit, cell):
    cell.editor.fill("def f():")
    cell.editor.press("Enter")
    visit.page.keyboard.type("x = 1")
    cell.editor.press("Enter")
    cell.editor.press("Tab")
    visit.page.keyboard.type("y = 2")
    cell.editor.press("Shift+Tab")
    expect(cell.editor).to_have_value("def f():\n    x = 1\n    y = 2")
    cell.editor.press("Escape")
    cell.editor.press("Tab")
    expect(cell.element.get_by_role("button", name="Run")).to_be_focused()


def test_what_was_typed_outlasts_the_visit_until_it_is_reset(visit, cell):
    cell.editor.fill("mine = 1")
    visit.page.reload()
    expect(cell.editor).to_have_value("mine = 1")
    cell.press("Reset")
    visit.page.reload()
    expect(cell.editor).to_have_value(re.compile("raise NotImplementedError"))


def test_no_request_leaves_the_site_and_nothing_is_complained_of(visit):
    assert [url for url in visit.requests if "pyodide.asm.wasm" in url]
    assert visit.elsewhere == []
    assert visit.problems == []


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_task_that_is_offered_can_be_solved(visits, assignment):
    answers = references(assignment)
    with visits(f"try/{assignment}.html") as visit:
        names = visit.page.locator(".try-cell").evaluate_all(
            "cells => cells.map(c => c.dataset.name)"
        )
        tasks = [name for name in names if name != "example"]
        assert tasks
        for name in tasks:
            Cell(visit, name).check(answers[name], rf"^{name}: passed|points\. |stopped|run here")
        verdicts = [Cell(visit, name).status.text_content() for name in tasks]
        assert [verdict for verdict in verdicts if ": passed, " not in verdict] == []
        assert visit.elsewhere == []


def test_a_press_while_python_is_loaded_waits_for_it(visits):
    with visits("try/encoding.html") as visit:
        visit.page.get_by_role("button", name="Start Python").click()
        cell = Cell(visit, "angle_encode")
        cell.check(HALF_TURNS, "Python is being loaded")
        cell.expect_status("Likely mistake: half turns")


def test_without_javascript_the_page_says_what_to_do(visits):
    with visits("try/encoding.html", java_script_enabled=False) as visit:
        panel = visit.page.locator(".try-panel")
        expect(panel).to_contain_text("make study opens it")
        expect(panel.locator(".try-without")).to_be_visible()
        expect(panel.locator("button")).to_be_hidden()


def test_a_runtime_that_cannot_be_loaded_is_told_in_words(visits):
    with visits("try/encoding.html") as visit:
        visit.page.route("**/libraries.zip", lambda route: route.fulfill(status=404))
        visit.page.get_by_role("button", name="Start Python").click()
        expect(visit.page.locator(".try-panel .try-status")).to_have_text(
            re.compile(r"Python does not run here: libraries\.zip could not be loaded \(404\)"),
            timeout=PATIENCE,
        )


def test_only_what_learners_get_is_served():
    (archive,) = SITE.glob("_static/try/*/course.zip")
    with zipfile.ZipFile(archive) as course:
        for name in course.namelist():
            place = ROOT if name.startswith("autograder/") else ROOT / "exercises"
            assert course.read(name) == (place / name).read_bytes(), name
            assert name.endswith(".py"), name
