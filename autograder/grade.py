"""The one road that every grader takes: cells in, a report out."""

from __future__ import annotations

import ast
import json
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from autograder import notebook
from autograder.checks import Check, JudgeError, Run, run_checks
from autograder.collect import collect_checks
from autograder.learner import Status
from autograder.limits import showable
from autograder.misconceptions import Explainer
from autograder.notebook import Cell
from autograder.report import CheckResult, Diagnosis, Report, TaskResult, task_result
from autograder.sandbox import Limits
from autograder.session import SandboxedSession
from autograder.stacks import Nurseries

MAX_PATH = 4096


class AssignmentNotFound(ValueError):
    """The folder holds no checks."""


class Grader:
    """Grades submissions: warm workers, one seed, one memory of what misconceptions answer.

    Args:
        seed: the seed of the checks' inputs; fresh by default.
        confined: whether submissions run confined.
        limits: what one worker may use.
        nurseries: where workers come from, if they are there already; they say then whether and
            within which limits submissions run confined.
    """

    def __init__(
        self,
        *,
        seed: int | None = None,
        confined: bool = True,
        limits: Limits | None = None,
        nurseries: Nurseries | None = None,
    ) -> None:
        self.seed = secrets.randbits(48) if seed is None else seed
        self.nurseries = nurseries or Nurseries(confined=confined, limits=limits)
        self.confined, self.limits = self.nurseries.confined, self.nurseries.limits
        self._explainers: dict[Path, Explainer] = {}
        self._checks: dict[Path, list[Check]] = {}

    def grade(
        self,
        cells: Sequence[Cell],
        folder: Path,
        *,
        submission: str = "",
        tasks: Iterable[str] | None = None,
    ) -> Report:
        """Checks a submission against an assignment.

        Args:
            cells: the submission's code.
            folder: the assignment's folder, with its checks.
            submission: how the report names the submission.
            tasks: the tasks to check; all by default.

        Raises:
            AssignmentNotFound: the folder holds no checks.
        """
        checks = self.checks(folder, tasks)
        with self.session(cells, folder) as session:
            session.seconds = self.limits.submission_seconds
            runs = run_checks(checks, session, self.seed)
        return self.report(folder, runs, submission)

    def grade_file(self, path: Path, folder: Path) -> Report:
        """Checks a notebook file; one that can't be read gets a report that says why."""
        name = showable(str(path), MAX_PATH)
        try:
            cells = notebook.read(path, notebook.of_assignment(folder))
        except notebook.NotebookUnreadable as error:
            return self.unreadable(folder, name, str(error))
        return self.grade(cells, folder, submission=name)

    def unreadable(self, folder: Path, submission: str, sentence: str) -> Report:
        """The report of a submission that is not a notebook: nothing earned, and why."""
        runs = [
            Run(check, check.result(Status.MALFORMED, sentence=sentence))
            for check in self.checks(folder)
        ]
        return self.report(folder, runs, submission, sentence)

    def checks(self, folder: Path, tasks: Iterable[str] | None = None) -> list[Check]:
        """An assignment's checks, which are read once.

        Raises:
            AssignmentNotFound: the folder holds no checks.
            JudgeError: the checks are broken, or there are none of a task.
        """
        task_names(folder)
        if folder not in self._checks:
            self._checks[folder] = collect_checks(folder)
        found, wanted = self._checks[folder], None if tasks is None else set(tasks)
        missing = (wanted or set()) - {check.task for check in found}
        if missing:
            raise JudgeError(f"{folder} holds no checks of {', '.join(sorted(missing))}.")
        return [check for check in found if wanted is None or check.task in wanted]

    def session(self, cells: Sequence[Cell], folder: Path) -> SandboxedSession:
        """A session of the cells in a worker that suits the assignment."""
        return SandboxedSession(self.nurseries.of(folder), cells, self.limits)

    def report(
        self,
        folder: Path,
        runs: Sequence[Run],
        submission: str,
        note: str = "",
    ) -> Report:
        """The report on an assignment's runs, tasks in the notebook's order."""
        names = [name for name in task_names(folder) if any(r.check.task == name for r in runs)]
        tasks = tuple(self._task(folder, name, runs) for name in names)
        return Report(folder.name, submission, tasks, self.seed, self.confined, note)

    def _task(self, folder: Path, name: str, runs: Sequence[Run]) -> TaskResult:
        mine = [run for run in runs if run.check.task == name]
        return assemble(folder, name, mine, self.explainer(folder).explain(folder, mine))

    def explainer(self, folder: Path) -> Explainer:
        """What explains wrong answers of this assignment."""
        if folder not in self._explainers:
            self._explainers[folder] = Explainer(
                lambda cells: self.session(cells, folder), self.seed
            )
        return self._explainers[folder]

    def close(self) -> None:
        """Ends every worker."""
        for explainer in self._explainers.values():
            explainer.close()
        self._explainers.clear()
        self.nurseries.close()

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def assemble(
    folder: Path, name: str, runs: Sequence[Run], diagnosis: Diagnosis | None
) -> TaskResult:
    """A task's result from its runs, with the first hint where it is not passed."""
    checks: tuple[CheckResult, ...] = tuple(run.result for run in runs)
    return task_result(name, checks, diagnosis, next(iter(hints(folder, name)), ""))


def hints(folder: Path, task: str) -> tuple[str, ...]:
    """A task's hints in rising strength: the literal `HINTS` of its check file."""
    tree = ast.parse((folder / f"test_{task}.py").read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "HINTS":
            return tuple(str(hint) for hint in ast.literal_eval(node.value))
    return ()


def task_names(folder: Path) -> list[str]:
    """The tasks of an assignment, in the order of its notebook where there is one.

    Raises:
        AssignmentNotFound: the folder holds no checks.
    """
    names = sorted(file.stem.removeprefix("test_") for file in folder.glob("test_*.py"))
    if not names:
        raise AssignmentNotFound(f"{folder} holds no checks (files named test_<task>.py).")
    order = _notebook_order(folder)
    return sorted(names, key=lambda name: order.index(name) if name in order else len(order))


def _notebook_order(folder: Path) -> list[str]:
    file = folder / f"{folder.name}.ipynb"
    if not file.exists():
        return []
    cells = json.loads(file.read_text("utf-8"))["cells"]
    return [cell["metadata"].get("nbgrader", {}).get("grade_id", "") for cell in cells]
