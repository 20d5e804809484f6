"""The pytest plugin: `pytest --submission mine.ipynb` runs an assignment's checks on a notebook.

pytest collects; a check is run by `autograder.checks` on every road, so that its verdict is the
same on all of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograder.checks import Run, run_check
from autograder.collect import check_of, describe_marker

if TYPE_CHECKING:
    from autograder.grade import Grader
    from autograder.learner import Session


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
