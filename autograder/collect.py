"""Finds an assignment's checks by letting pytest collect them; `autograder.checks` runs them."""

from __future__ import annotations

import contextlib
import inspect
import io
import os
import sys
from collections.abc import Generator, Iterable
from pathlib import Path

import pytest

from autograder.checks import Check, JudgeError

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
