"""What a check is, and how checks are run against a submission.

A check earns its points only by being called and returning; whatever else happens (a skip, an
expected failure, an error of its own) earns nothing.
"""

from __future__ import annotations

import inspect
import traceback
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from autograder.expect import Case, Mismatch, shown
from autograder.learner import FATAL, Call, CallFailed, Failed, Learner, Raised, Session, Status
from autograder.report import CheckResult

MAX_FATAL_CHECKS = 2


class JudgeError(RuntimeError):
    """The judge itself failed; nothing is known of the submission."""


@dataclass(frozen=True)
class Check:
    """A check function, apart from any run of it.

    Attributes:
        task: the name of the function that it is about.
        title: its docstring's first line.
        points: what a pass earns.
        seconds: how long one call may take; the judge's limit by default.
        params: the arguments that `pytest.mark.parametrize` gives it.
        obstacle: why it can't be run, if so.
    """

    task: str
    name: str
    title: str
    points: float
    seconds: float | None
    function: Callable[..., None]
    params: dict[str, Any]
    obstacle: str = ""

    def run(self, learner: Learner, seed: int) -> CheckResult:
        """Runs the check against a learner, with inputs drawn from the seed."""
        learner._seconds = self.seconds
        try:
            if self.obstacle:
                raise JudgeError(f"{self.name} is not run: {self.obstacle}")
            self.function(**self._arguments(learner, seed))
        except KeyboardInterrupt:
            raise
        except BaseException as problem:  # a check that itself fails must not stop the class
            return failure(self, problem, learner.calls)
        return self.result(Status.PASSED, points=self.points)

    def _arguments(self, learner: Learner, seed: int) -> dict[str, Any]:
        known = {"learner": learner, "rng": self.rng(seed), **self.params}
        return {name: known[name] for name in inspect.signature(self.function).parameters}

    def rng(self, seed: int) -> np.random.Generator:
        """A generator of fresh inputs: the same for the same seed and check."""
        return np.random.default_rng([seed, zlib.crc32(f"{self.task}::{self.name}".encode())])

    def result(self, status: Status, *, points: float = 0, **found: Any) -> CheckResult:
        """A result of this check."""
        return CheckResult(self.name, self.title, points, self.points, status, **found)


@dataclass
class Run:
    """One run of a check: its result and the learner's calls."""

    check: Check
    result: CheckResult
    calls: list[Call] = field(default_factory=list)


def failure(check: Check, problem: BaseException | None, calls: Sequence[Call]) -> CheckResult:
    """The result of a check that did not pass."""
    if isinstance(problem, CallFailed):
        return _call_failure(check, problem.call)
    if not isinstance(problem, Mismatch):
        return _unjudged(check, problem)
    case = problem.case
    if not case.call and calls:
        case = replace(case, call=_call_text(calls[-1]))
    return check.result(Status.WRONG, sentence=problem.sentence, case=case)


def _call_failure(check: Check, call: Call) -> CheckResult:
    case = Case(call=_call_text(call))
    outcome = call.outcome
    if isinstance(outcome, Failed):
        return check.result(outcome.status, sentence=outcome.sentence, case=case)
    if isinstance(outcome, Raised):
        if "NotImplementedError" in outcome.bases:
            sentence = f"`{call.name}` is not written yet."
            return check.result(Status.MISSING, sentence=sentence)
        sentence = f"`{call.name}` raised {outcome.kind}: {outcome.message}"
        where = outcome.traceback
        return check.result(Status.ERROR, sentence=sentence, case=case, traceback=where)
    position = outcome.changed[0]
    sentence = f"`{call.name}` changed its argument number {position + 1}; work on a copy."
    return check.result(Status.WRONG, sentence=sentence, case=case)


def _call_text(call: Call) -> str:
    arguments = [shown(value) for value in call.args]
    arguments += [f"{key}={shown(value)}" for key, value in call.kwargs.items()]
    if any("\n" in argument for argument in arguments):
        return f"{call.name}(\n" + ",\n".join(arguments) + ")"
    return f"{call.name}({', '.join(arguments)})"


def _unjudged(check: Check, problem: BaseException | None) -> CheckResult:
    if isinstance(problem, AssertionError):
        return check.result(Status.WRONG, sentence=str(problem) or check.title)
    kind = type(problem).__name__
    sentence = f"The answer could not be judged ({kind}); please tell your instructor."
    fault = "".join(traceback.format_exception(problem)) if problem else "the check was skipped"
    return check.result(Status.MALFORMED, sentence=sentence, fault=fault)


def run_checks(checks: Iterable[Check], session: Session, seed: int) -> list[Run]:
    """Runs checks against a session.

    Args:
        checks: an assignment's checks, as `autograder.collect.collect_checks` gives them.
        session: where the submission's functions live.
        seed: the inputs' seed.
    """
    runs: list[Run] = []
    for check in checks:
        runs.append(run_check(check, session, seed, runs))
    return runs


def run_check(check: Check, session: Session, seed: int, earlier: Iterable[Run] = ()) -> Run:
    """Runs one check, unless the earlier ones show that its task ends the worker every time."""
    learner = Learner(session)
    result = _given_up(check, earlier) or check.run(learner, seed)
    return Run(check, result, learner.calls)


def _given_up(check: Check, earlier: Iterable[Run]) -> CheckResult | None:
    deaths = [
        run.result for run in earlier if run.check.task == check.task and run.result.status in FATAL
    ]
    if len(deaths) < MAX_FATAL_CHECKS:
        return None
    call = Call(check.task, (), {}, Failed(deaths[-1].status, deaths[-1].sentence))
    return failure(check, CallFailed(call), [])
