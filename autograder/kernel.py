"""Instant feedback in the learner's own notebook; no grade is decided here.

The checks and their words are those of the grader. Only the inputs' seed is fixed, and the
functions are called where they are, in the notebook's kernel.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder import render
from autograder.checks import run_checks
from autograder.collect import collect_checks
from autograder.grade import assemble, hints, task_names
from autograder.learner import Failed, Oracles
from autograder.misconceptions import Explainer
from autograder.notebook import Cell
from autograder.report import TaskResult
from autograder.worker import Worker

NOTEBOOK_SEED = 2026
_explainers: dict[Path, Explainer] = {}
_hints_given: dict[str, int] = {}


class LocalSession:
    """Answers a judge's requests in this very process."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.oracles = Oracles()
        self.worker = Worker(namespace, lambda request: self.oracles.answer(request))

    def close(self) -> None:
        """Nothing to end: the process is the learner's own."""

    def request(self, message: dict[str, Any], oracles: Oracles) -> dict[str, Any] | Failed:
        """The reply of the function in this process; an interruption is passed on."""
        self.oracles = oracles
        reply = self.worker.answer(message)
        if "KeyboardInterrupt" in reply.get("error", {}).get("bases", ()):
            raise KeyboardInterrupt
        return reply


@dataclass(frozen=True)
class Verdict:
    """What a check found; shows itself as HTML in a notebook and as text elsewhere."""

    task: TaskResult

    @property
    def points(self) -> float:
        """The points earned."""
        return self.task.points

    def __repr__(self) -> str:
        return render.task_text(self.task)

    def _repr_mimebundle_(self, **options: object) -> dict[str, str]:
        """HTML to read, and for nbgrader's `validate` the points as the plain text."""
        plain = str(self.points) if _in_notebook() else repr(self)
        return {"text/html": render.task_html(self.task), "text/plain": plain}


@dataclass(frozen=True)
class Hint:
    """One hint."""

    task: str
    level: int
    levels: int
    sentence: str

    def __repr__(self) -> str:
        return f"Hint {self.level} of {self.levels} for {self.task}: {self.sentence}"

    def _repr_html_(self) -> str:
        return render.hint_html(self.task, f"Hint {self.level} of {self.levels}", self.sentence)


def check(task: str, namespace: dict[str, Any] | None = None) -> Verdict:
    """Checks one task against the functions of a namespace, the notebook's by default.

    Raises:
        ValueError: an unknown task, or no checks in the working directory.
        RuntimeError: TensorFlow runs without legacy Keras.
    """
    require_legacy_keras()
    folder = _folder_of(task)
    session = LocalSession(_caller_namespace() if namespace is None else namespace)
    runs = run_checks(collect_checks(folder, [task]), session, NOTEBOOK_SEED)
    if folder not in _explainers:
        _explainers[folder] = Explainer(_session_of_code, NOTEBOOK_SEED)
    diagnosis = _explainers[folder].explain(folder, runs)
    return Verdict(assemble(folder, task, runs, diagnosis))


def hint(task: str, level: int | None = None) -> Hint:
    """The next hint for a task, or the one of a level from 1.

    Raises:
        ValueError: an unknown task, or a level that does not exist.
    """
    known = hints(_folder_of(task), task)
    level = min(_hints_given.get(task, 0) + 1, len(known)) if level is None else level
    if not 1 <= level <= len(known):
        raise ValueError(f"{task} has hints 1 to {len(known)}; {level} was asked for.")
    _hints_given[task] = level
    return Hint(task, level, len(known), known[level - 1])


def require_legacy_keras() -> None:
    """Raises RuntimeError, with the remedy, if TensorFlow runs without legacy Keras."""
    if "tensorflow" in sys.modules and os.environ.get("TF_USE_LEGACY_KERAS") != "1":
        raise RuntimeError(
            "TensorFlow was imported without TF_USE_LEGACY_KERAS=1; TensorFlow Quantum needs it. "
            'Restart the kernel and run  import os; os.environ["TF_USE_LEGACY_KERAS"] = "1"  '
            "before TensorFlow is imported."
        )


def _folder_of(task: str) -> Path:
    folder = Path.cwd()
    if not list(folder.glob("test_*.py")):
        raise ValueError(
            f"There are no checks in {folder}. Open the notebook from its own folder, "
            "for example exercises/encoding, so that its checks lie beside it."
        )
    known = task_names(folder)
    if task not in known:
        raise ValueError(f"There is no task {task!r} here. The tasks are: {', '.join(known)}.")
    return folder


def _session_of_code(cells: Sequence[Cell]) -> LocalSession:
    namespace: dict[str, Any] = {"__name__": "misconceptions"}
    for cell in cells:
        exec(compile(cell.source, f"<{cell.label}>", "exec"), namespace)
    return LocalSession(namespace)


def _caller_namespace() -> dict[str, Any]:
    if "IPython" in sys.modules:
        shell = sys.modules["IPython"].get_ipython()
        if shell is not None:
            namespace: dict[str, Any] = shell.user_ns
            return namespace
    return vars(sys.modules["__main__"])


def _in_notebook() -> bool:
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return type(shell).__name__ == "ZMQInteractiveShell"
