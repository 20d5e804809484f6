"""The pytest plugin: the fixtures `learner` and `rng`, points, and what each check found.

A check earns its points only by an explicit pass of the call phase; whatever else happens to it
(a skip, an expected failure, an error in a fixture) earns nothing.
"""

from __future__ import annotations

import contextlib
import inspect
import io
import os
import sys
import traceback
import zlib
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from autograder.expect import Case, Mismatch, shown
from autograder.learner import FATAL, Call, CallFailed, Failed, Learner, Raised, Session, Status
from autograder.report import CheckResult

if TYPE_CHECKING:
    from autograder.grade import Grader

_QUIET = "cacheprovider faulthandler warnings logging unraisableexception threadexception doctest"
MAX_FATAL_CHECKS = 2


class JudgeError(RuntimeError):
    """The judge itself failed; nothing is known of the submission."""


@dataclass(frozen=True)
class Check:
    """A check function, apart from any run of it."""

    task: str
    name: str
    title: str
    points: float
    seconds: float | None
    function: Callable[..., None]
    params: dict[str, Any]

    def run(self, learner: Learner, seed: int) -> CheckResult:
        """Runs the check against a learner, with inputs drawn from the seed."""
        learner._seconds = self.seconds
        arguments = {"learner": learner, "rng": self.rng(seed), **self.params}
        wanted = inspect.signature(self.function).parameters
        try:
            self.function(**{name: arguments[name] for name in wanted})
        except Exception as problem:  # a check that itself fails must not stop the class
            return failure(self, problem, learner.calls)
        return self.result(Status.PASSED, points=self.points)

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


class Judge:
    """The plugin object of one run over one submission.

    Args:
        session: where the submission's functions live.
        seed: the inputs' seed.
        tasks: the tasks to check; all by default.
    """

    def __init__(self, session: Session, seed: int, tasks: Iterable[str] | None = None) -> None:
        self.session = session
        self.seed = seed
        self.tasks = None if tasks is None else set(tasks)
        self.runs: list[Run] = []
        self.broken: list[str] = []
        self._learners: dict[str, Learner] = {}

    @pytest.fixture
    def learner(self, request: pytest.FixtureRequest) -> Learner:
        """The learner's functions as attributes."""
        learner = Learner(self.session)
        check = check_of(request.node)
        learner._seconds = check.seconds
        self._learners[request.node.nodeid] = learner
        self._stop_after_deaths(check)
        return learner

    @pytest.fixture
    def rng(self, request: pytest.FixtureRequest) -> np.random.Generator:
        """A generator of fresh inputs."""
        return check_of(request.node).rng(self.seed)

    def _stop_after_deaths(self, check: Check) -> None:
        deaths = [
            r.result for r in self.runs if r.check.task == check.task and r.result.status in FATAL
        ]
        if len(deaths) >= MAX_FATAL_CHECKS:
            call = Call(check.task, (), {}, Failed(deaths[-1].status, deaths[-1].sentence))
            raise CallFailed(call)

    def pytest_configure(self, config: pytest.Config) -> None:
        describe_marker(config)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.tasks is not None:
            items[:] = [item for item in items if task_of(item) in self.tasks]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.broken.append(str(report.longrepr))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        check = check_of(item)
        learner = self._learners.get(item.nodeid)
        calls = learner.calls if learner else []
        problem = call.excinfo.value if call.excinfo else None
        if problem is not None or report.skipped or hasattr(report, "wasxfail"):
            self.runs.append(Run(check, failure(check, problem, calls), calls))
        elif call.when == "call" and report.passed:
            self.runs.append(Run(check, check.result(Status.PASSED, points=check.points), calls))
        return report


def _unjudged(check: Check, problem: BaseException | None) -> CheckResult:
    if isinstance(problem, AssertionError):
        return check.result(Status.WRONG, sentence=str(problem) or check.title)
    kind = type(problem).__name__
    sentence = f"The answer could not be judged ({kind}); please tell your instructor."
    fault = "".join(traceback.format_exception(problem)) if problem else "the check was skipped"
    return check.result(Status.MALFORMED, sentence=sentence, fault=fault)


def task_of(item: pytest.Item) -> str:
    """The task that a check file is about: `test_angle_encode.py` is about `angle_encode`."""
    return item.path.stem.removeprefix("test_")


def check_of(item: pytest.Item) -> Check:
    """The check behind a pytest item."""
    marker = item.get_closest_marker("points")
    if marker is None:
        raise JudgeError(f"{item.nodeid} has no points; put @points(...) above it")
    function = item.obj  # type: ignore[attr-defined]
    title = (inspect.getdoc(function) or item.name).split("\n")[0].rstrip(".")
    spec = getattr(item, "callspec", None)
    params = dict(spec.params) if spec else {}
    seconds = marker.kwargs.get("seconds")
    return Check(task_of(item), item.name, title, marker.args[0], seconds, function, params)


def describe_marker(config: pytest.Config) -> None:
    """Makes the marker `points` known."""
    config.addinivalue_line("markers", "points(n, seconds): what a pass of this check earns")


def run_checks(
    folder: Path, session: Session, seed: int, tasks: Iterable[str] | None = None
) -> Judge:
    """Runs an assignment's checks against a session.

    Args:
        folder: the assignment's folder, with its `test_*.py` files.
        seed: the inputs' seed.
        tasks: the tasks to check; all by default.

    Raises:
        JudgeError: the checks themselves are broken.
    """
    names = None if tasks is None else sorted(tasks)
    paths = sorted(folder.glob("test_*.py")) if names is None else [
        folder / f"test_{name}.py" for name in names
    ]  # fmt: skip
    judge = Judge(session, seed, names)
    _run_pytest(folder, judge, paths)
    return judge


def collect_checks(folder: Path, tasks: Iterable[str] | None = None) -> list[Check]:
    """An assignment's checks, without running them; raises as `run_checks` does."""
    collector = _Collector(tasks)
    _run_pytest(folder, collector, sorted(folder.glob("test_*.py")), "--collect-only")
    return collector.checks


class _Nobody:
    """A session in which nothing is defined."""

    def request(self, message: dict[str, Any], oracles: Any) -> dict[str, Any]:
        return {"missing": ""}


class _Collector(Judge):
    """Collects the checks of some tasks."""

    def __init__(self, tasks: Iterable[str] | None) -> None:
        super().__init__(_Nobody(), 0, tasks)
        self.checks: list[Check] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.checks = [check_of(item) for item in session.items]


def _run_pytest(folder: Path, judge: Judge, paths: Sequence[Path], *more: str) -> None:
    options = ["-c", os.devnull, "--rootdir", str(folder), "--import-mode=importlib"]
    options += ["--capture=no", "--assert=plain", "--disable-plugin-autoload", "-q"]
    options += [word for name in _QUIET.split() for word in ("-p", f"no:{name}")]
    with _no_pytest_environment(), contextlib.redirect_stdout(io.StringIO()) as output:
        code = pytest.main([*options, *more, *map(str, paths)], plugins=[judge])
    _forget_modules(folder)
    if code == pytest.ExitCode.INTERRUPTED and not judge.broken:
        raise KeyboardInterrupt
    if judge.broken or code not in (0, 1):
        raise JudgeError("\n".join(judge.broken) or output.getvalue())


def _forget_modules(folder: Path) -> None:
    """Checks of another folder may have the same names, and authors edit theirs."""
    place = str(folder.resolve()) + os.sep
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None) or "").startswith(place):
            del sys.modules[name]


@contextlib.contextmanager
def _no_pytest_environment() -> Generator[None]:
    """The user's own pytest settings must not reach the checks."""
    names = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTEST_CURRENT_TEST")
    saved = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.pop("PYTEST_CURRENT_TEST", None)
        os.environ.update(saved)


# From here on: the plugin on the command line, `pytest --submission mine.ipynb FOLDER`.


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("autograder")
    group.addoption("--submission", type=Path, help="the notebook whose functions are checked")
    group.addoption("--seed", type=int, help="the seed of the checks' inputs; fresh by default")
    group.addoption("--trusted", action="store_true", help="run the notebook without confinement")


class CommandLineJudge(Judge):
    """The judge of `pytest --submission`, which also prints the report."""

    def __init__(self, grader: Grader, submission: Path, session: Session) -> None:
        super().__init__(session, grader.seed)
        self.grader = grader
        self.submission = submission

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        from autograder import render

        folders = {run.check.function.__globals__["__file__"] for run in self.runs}
        for folder in sorted({Path(file).parent for file in folders}):
            runs = [
                r
                for r in self.runs
                if Path(r.check.function.__globals__["__file__"]).parent == folder
            ]
            report = self.grader.report(folder, runs, str(self.submission))
            terminalreporter.section(f"judge: {folder.name}")
            terminalreporter.write_line(render.text(report))


def pytest_configure(config: pytest.Config) -> None:
    describe_marker(config)
    submission: Path | None = config.getoption("--submission")
    if submission is None:
        return
    from autograder import notebook
    from autograder.grade import Grader

    try:
        cells = notebook.read(submission)
    except notebook.NotebookUnreadable as error:
        raise pytest.UsageError(f"{submission}: {error}") from None
    grader = Grader(seed=config.getoption("--seed"), confined=not config.getoption("--trusted"))
    session = grader.session(cells, Path(config.args[0]) if config.args else Path.cwd())
    config.add_cleanup(grader.close)
    config.add_cleanup(session.close)
    config.pluginmanager.register(CommandLineJudge(grader, submission, session), "judge")
