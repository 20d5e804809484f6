"""What a run found, as pure data with one JSON form; how it is shown is `render`'s work."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from autograder.expect import Case
from autograder.learner import Status

SCHEMA_VERSION = 1


@dataclass(frozen=True)
class CheckResult:
    """One check: what it demands (its docstring's first line) and what it found.

    `fault` is the traceback of a check that itself failed, for its author; learners don't see it.
    """

    name: str
    title: str
    points: float
    max_points: float
    status: Status
    sentence: str = ""
    case: Case | None = None
    traceback: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Diagnosis:
    """The one known mistake that explains an answer."""

    name: str
    title: str
    sentence: str


@dataclass(frozen=True)
class TaskResult:
    """One task: its points, its status, and its checks in order."""

    name: str
    points: float
    max_points: float
    status: Status
    checks: tuple[CheckResult, ...]
    diagnosis: Diagnosis | None = None
    hint: str = ""

    @property
    def first_failure(self) -> CheckResult | None:
        """The first check that did not pass."""
        return next((check for check in self.checks if check.status is not Status.PASSED), None)


@dataclass(frozen=True)
class Report:
    """What the judge found in one submission."""

    assignment: str
    submission: str
    tasks: tuple[TaskResult, ...]
    seed: int
    confined: bool
    note: str = ""

    @property
    def points(self) -> float:
        """The points earned."""
        return sum(task.points for task in self.tasks)

    @property
    def max_points(self) -> float:
        """The points that could be earned."""
        return sum(task.max_points for task in self.tasks)

    def task(self, name: str) -> TaskResult:
        """The result of one task. Raises KeyError."""
        for task in self.tasks:
            if task.name == name:
                return task
        raise KeyError(name)

    def as_json(self) -> dict[str, Any]:
        """The report as JSON data, version 1; every field of the dataclasses by its name."""
        return {
            "schema_version": SCHEMA_VERSION,
            **asdict(self),
            "points": self.points,
            "max_points": self.max_points,
        }


def task_result(
    name: str,
    checks: tuple[CheckResult, ...],
    diagnosis: Diagnosis | None = None,
    hint: str = "",
) -> TaskResult:
    """A task's result from its checks: points add up, the status follows."""
    points = sum(check.points for check in checks)
    status = _status(checks, points)
    shown_hint = "" if status is Status.PASSED else hint
    maximum = sum(check.max_points for check in checks)
    return TaskResult(name, points, maximum, status, checks, diagnosis, shown_hint)


def _status(checks: tuple[CheckResult, ...], points: float) -> Status:
    failed = [check.status for check in checks if check.status is not Status.PASSED]
    if checks and not failed:
        return Status.PASSED
    if points > 0:
        return Status.PARTLY
    return failed[0] if failed else Status.MISSING
