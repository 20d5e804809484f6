"""The pytest plugin: it finds an assignment's checks, and runs them for `pytest --submission`.

pytest collects; a check is run by `autograder.checks` on every road, so that its verdict is the
same on all of them.
"""

from __future__ import annotations

import contextlib
import inspect
import io
import os
import sys
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograder.checks import Check, JudgeError, Run, run_check
from autograder.learner import Session

if TYPE_CHECKING:
    from autograder.grade import Grader

_QUIET = "cacheprovider faulthandler warnings logging unraisableexception threadexception doctest"
_EXCUSES = ("skip", "skipif", "xfail", "usefixtures")
_KNOWN = {"learner", "rng"}


def collect_checks(folder: Path, tasks: Iterable[str] | None = None) -> list[Check]:
    """An assignment's checks, without running them.

    Args:
        folder: the assignment's folder, with its `test_*.py` files.
        tasks: the tasks whose checks are wanted; all by default.

    Raises:
        JudgeError: the checks themselves are broken.
    """
    names = None if tasks is None else sorted(set(tasks))
    paths = sorted(folder.glob("test_*.py")) if names is None else [
        folder / f"test_{name}.py" for name in names
    ]  # fmt: skip
    collector = _Collector()
    options = ["-c", os.devnull, "--rootdir", str(folder), "--import-mode=importlib"]
    options += ["--capture=no", "--assert=plain", "--disable-plugin-autoload", "-q"]
    options += [word for name in _QUIET.split() for word in ("-p", f"no:{name}")]
    with _no_pytest_environment(), contextlib.redirect_stdout(io.StringIO()) as output:
        code = pytest.main([*options, "--collect-only", *map(str, paths)], plugins=[collector])
    _forget_modules(folder)
    if code == pytest.ExitCode.INTERRUPTED and not collector.broken:
        raise KeyboardInterrupt
    if collector.broken or code != pytest.ExitCode.OK:
        raise JudgeError("\n".join(collector.broken) or output.getvalue())
    return collector.checks


class _Collector:
    """The plugin object that keeps what pytest collects."""

    def __init__(self) -> None:
        self.checks: list[Check] = []
        self.broken: list[str] = []

    def pytest_configure(self, config: pytest.Config) -> None:
        describe_marker(config)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.broken.append(str(report.longrepr))

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.checks = [check_of(item) for item in session.items]


def task_of(item: pytest.Item) -> str:
    """The task that a check file is about: `test_angle_encode.py` is about `angle_encode`."""
    return item.path.stem.removeprefix("test_")


def check_of(item: pytest.Item) -> Check:
    """The check behind a pytest item."""
    marker = item.get_closest_marker("points")
    if marker is None:
        raise JudgeError(f"{item.nodeid} has no points; put @points(...) above it")
    function = item.obj  # type: ignore[attr-defined]
    spec = getattr(item, "callspec", None)
    params = dict(spec.params) if spec else {}
    return Check(
        task=task_of(item),
        name=item.name,
        title=(inspect.getdoc(function) or item.name).split("\n")[0].rstrip("."),
        points=marker.args[0],
        seconds=marker.kwargs.get("seconds"),
        function=function,
        params=params,
        obstacle=_obstacle(item, _KNOWN | params.keys()),
    )


def _obstacle(item: pytest.Item, known: set[str]) -> str:
    """Why the check behind an item can't be run, if so: no verdict may rest on pytest's own."""
    marks = [name for name in _EXCUSES if item.get_closest_marker(name)]
    if marks:
        return f"it is marked {', '.join(marks)}."
    parameters = inspect.signature(item.obj).parameters  # type: ignore[attr-defined]
    unknown = [name for name in parameters if name not in known]
    wanted = f"it asks for {', '.join(unknown)}; a check gets learner, rng and its parameters."
    return wanted if unknown else ""


def describe_marker(config: pytest.Config) -> None:
    """Makes the marker `points` known."""
    config.addinivalue_line("markers", "points(n, seconds): what a pass of this check earns")


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


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("autograder")
    group.addoption("--submission", type=Path, help="the notebook whose functions are checked")
    group.addoption("--seed", type=int, help="the seed of the checks' inputs; fresh by default")
    group.addoption("--trusted", action="store_true", help="run the notebook without confinement")


class CommandLineJudge:
    """The plugin object of `pytest --submission`: it runs the checks and prints the report."""

    def __init__(self, grader: Grader, submission: Path, session: Session) -> None:
        self.grader = grader
        self.submission = submission
        self.session = session
        self.runs: dict[Path, list[Run]] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: object) -> bool:
        runs = self.runs.setdefault(item.path.parent, [])
        run = run_check(check_of(item), self.session, self.grader.seed, runs)
        runs.append(run)
        result = run.result
        passed = result.points == result.max_points
        report = pytest.TestReport(
            nodeid=item.nodeid,
            location=item.location,
            keywords={},
            outcome="passed" if passed else "failed",
            longrepr=None if passed else result.fault or result.sentence,
            when="call",
        )
        item.ihook.pytest_runtest_logreport(report=report)
        return True

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        from autograder import render

        for folder in sorted(self.runs):
            report = self.grader.report(folder, self.runs[folder], str(self.submission))
            terminalreporter.section(f"judge: {folder.name}")
            terminalreporter.write_line(render.text(report))


def pytest_configure(config: pytest.Config) -> None:
    describe_marker(config)
    submission: Path | None = config.getoption("--submission")
    if submission is None:
        return
    from autograder import notebook
    from autograder.grade import Grader

    folder = _folder_of(config)
    try:
        cells = notebook.read(submission, notebook.of_assignment(folder))
    except notebook.NotebookUnreadable as error:
        raise pytest.UsageError(f"{submission}: {error}") from None
    grader = Grader(seed=config.getoption("--seed"), confined=not config.getoption("--trusted"))
    session = grader.session(cells, folder)
    session.seconds = grader.limits.submission_seconds
    config.add_cleanup(grader.close)
    config.add_cleanup(session.close)
    config.pluginmanager.register(CommandLineJudge(grader, submission, session), "judge")


def _folder_of(config: pytest.Config) -> Path:
    """The assignment whose checks are asked for."""
    place = Path(config.args[0].partition("::")[0]) if config.args else Path.cwd()
    return place if place.is_dir() else place.parent
