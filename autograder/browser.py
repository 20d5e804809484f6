"""What a web page asks that runs Python in the reader's browser; no grade is decided here.

The code that the page shows, from its top down to the cell that is asked about, runs in a fresh
namespace each time. So an answer depends on what is shown and not on the order of presses.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import linecache
import os
import sys
import traceback
import types
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from autograder import kernel, render
from autograder.circuits import is_cirq
from autograder.kernel import Hint, Verdict
from autograder.learner import Status
from autograder.notebook import Cell
from autograder.report import TaskResult
from autograder.worker import describe

MAX_OUTPUT = 20_000
LAST = "__last_expression__"
CUT = f"\n[cut after {MAX_OUTPUT} characters]\n"


@dataclass(frozen=True)
class Answer:
    """What the page shows: a sentence to announce, printed text, and the judge's HTML."""

    sentence: str
    text: str = ""
    html: str = ""


class Output(io.StringIO):
    """Keeps what is printed, up to a limit."""

    def write(self, text: str) -> int:
        if self.tell() < MAX_OUTPUT:
            room = MAX_OUTPUT - self.tell()
            super().write(text if len(text) <= room else text[:room] + CUT)
        return len(text)


def answer(request: str) -> str:
    """The answer to a request, both as JSON text.

    A request has `folder`, the assignment's folder; `cells`, pairs of a label and a text, the last
    of which is asked about; and `task`, the task to check, or nothing to only run the code.
    """
    asked = json.loads(request)
    os.chdir(asked["folder"])
    cells = [Cell(label, source) for label, source in asked["cells"]]
    return json.dumps(asdict(check(cells, asked["task"]) if asked.get("task") else run(cells)))


def run(cells: Sequence[Cell]) -> Answer:
    """Runs the cells and shows what the last one printed and its last expression."""
    with fresh_main() as namespace:
        output, value, problem = _run_all(cells, namespace)
        if problem is not None:
            return _of_problem(problem, output)
        if isinstance(value, Verdict):
            return Answer(headline(value.task), output, render.task_html(value.task))
        if isinstance(value, Hint):
            return Answer("A hint.", output, value._repr_html_())
        text = output + _shown(value)
    return Answer("Done." if text else "Done. Nothing was printed.", text)


def check(cells: Sequence[Cell], task: str) -> Answer:
    """Runs the cells, then the judge's checks of a task on the functions that they defined."""
    with fresh_main() as namespace:
        output, _, problem = _run_all(cells, namespace)
        if problem is not None:
            return _of_problem(problem, output)
        found = kernel.check(task, namespace).task
    return Answer(headline(found), output, render.task_html(found))


def headline(task: TaskResult) -> str:
    """A verdict in a sentence or two."""
    sentence = f"{task.name}: {task.status}, {task.points:g} of {task.max_points:g} points."
    if task.diagnosis is not None:
        return f"{sentence} Likely mistake: {task.diagnosis.title}."
    failure = task.first_failure
    if task.status is Status.PASSED or failure is None:
        return sentence
    return f"{sentence} {failure.sentence}"


@contextlib.contextmanager
def fresh_main() -> Iterator[dict[str, Any]]:
    """A new module `__main__` for as long as the context lasts; its namespace."""
    usual, module = sys.modules["__main__"], types.ModuleType("__main__")
    sys.modules["__main__"] = module
    try:
        yield module.__dict__
    finally:
        sys.modules["__main__"] = usual


def _run_all(
    cells: Sequence[Cell], namespace: dict[str, Any]
) -> tuple[str, object, BaseException | None]:
    """What the last cell printed, its last expression's value, and what stopped it."""
    output, value, problem = Output(), None, None
    for cell in cells:
        output, problem = Output(), None
        try:
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                value = run_cell(cell, namespace)
        except BaseException as error:  # also SystemExit; an earlier cell's failure is its own
            problem = error
    return output.getvalue(), value, problem


def run_cell(cell: Cell, namespace: dict[str, Any]) -> object:
    """Runs one cell; returns the value of its last statement if that is an expression."""
    filename = f"<cell {cell.label}>"
    linecache.cache[filename] = (len(cell.source), None, cell.source.splitlines(True), filename)
    tree = ast.parse(cell.source, filename)
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        kept = ast.Assign([ast.Name(LAST, ast.Store())], last.value)
        tree.body[-1] = ast.copy_location(kept, last)
    exec(compile(ast.fix_missing_locations(tree), filename, "exec"), namespace)
    return namespace.pop(LAST, None)


def _of_problem(problem: BaseException, output: str) -> Answer:
    error = describe(problem)
    name, message = error["bases"][0], error["message"]
    if isinstance(problem, NotImplementedError):
        return Answer("This part is not written yet.", output)
    last = traceback.format_exception_only(problem)[-1].strip()
    lines = [output.rstrip("\n"), error["traceback"], last]
    return Answer(f"The code stopped: {name}: {message}", "\n".join(filter(None, lines)))


def _shown(value: object) -> str:
    if value is None:
        return ""
    text = str(value) if is_cirq(value) else repr(value)
    return text[:MAX_OUTPUT]
