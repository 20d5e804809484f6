"""The judge of the course: `check("angle_encode")` in a notebook, `pytest` and nbgrader outside.

For learners: `check` and `hint`. For authors of checks: `expect`, `points` and `misconception`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from autograder.kernel import Hint, Verdict

__all__ = ["check", "hint", "misconception", "points"]

F = TypeVar("F", bound=Callable[..., Any])


def check(task: str) -> Verdict:
    """Checks your function of this name, at once, in this notebook.

    Args:
        task: the function's name, for example `"angle_encode"`.
    """
    from autograder import kernel

    return kernel.check(task)


def hint(task: str, level: int | None = None) -> Hint:
    """A hint for a task; each call gives a stronger one, or ask for `level` 1, 2 or 3."""
    from autograder import kernel

    return kernel.hint(task, level)


def points(n: float, *, seconds: float | None = None) -> Callable[[F], F]:
    """Marks a check function with the points that a pass earns.

    Args:
        n: the points.
        seconds: how long one call of the learner's function may take; the judge's limit by default.
    """
    import pytest

    return pytest.mark.points(n, seconds=seconds)


def misconception(title: str, sentence: str, *, undiagnosable: str = "") -> Callable[[F], F]:
    """Marks a wrong implementation of a task.

    Args:
        title: the mistake in a few words.
        sentence: what the learner is told.
        undiagnosable: why outputs alone can't tell it from other mistakes, if so.
    """
    return lambda function: function
