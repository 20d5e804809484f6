"""Graders in processes of their own, which work while nbgrader reads and writes.

nbgrader handles one submission after the other, and half of its time goes to notebooks and to its
database. So each submission is ordered before nbgrader asks for it. What comes back is plain data:
nbgrader's process, which holds the gradebook, reads no answer of a worker itself.

    with Graders(folder) as graders:
        graders.begin(order)
        ...
        graders.result(order)["angle_encode"].points

The other end is `python -m autograder.ahead`, which speaks a line of JSON for a line of JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import secrets
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from autograder.notebook import Cell
from autograder.sandbox import FAREWELL, ConfinementUnavailable, Limits, NurseryGone
from autograder.stacks import Nurseries

if TYPE_CHECKING:
    from autograder.grade import Grader
    from autograder.report import Report

MAX_PROCESSES = 4
AHEAD = 2  # orders that one grader holds: the one it works at, and the next
ATTEMPTS = 2  # at a submission; what ended the first may have been another one
Line = dict[str, Any]


class GradingFailed(RuntimeError):
    """The judge itself failed; nothing is known of the submission."""


class _GraderGone(GradingFailed):
    """A grader's process has ended."""


@dataclass(frozen=True)
class Order:
    """A submission to grade.

    Attributes:
        folder: the assignment's folder, with its checks.
        cells: the submission's code.
        unreadable: why there is no code, if the file is no notebook.
    """

    folder: Path
    cells: tuple[Cell, ...] = ()
    unreadable: str = ""

    def as_json(self) -> Line:
        """The order as JSON data."""
        cells = [[cell.label, cell.source] for cell in self.cells]
        return {"folder": str(self.folder), "cells": cells, "unreadable": self.unreadable}


@dataclass(frozen=True)
class Shown:
    """What is known of one task: its points, and the report to read in both forms."""

    points: float
    html: str
    text: str


class Graders:
    """Grades orders in the order in which they come, several at once on a machine of many cores.

    Args:
        folder: the first assignment's folder; its stack is imported at once.
        confined: whether submissions run confined.
        limits: what one worker may use.
        processes: how many submissions are graded at once; by default, half the cores.
    """

    def __init__(
        self, folder: Path, *, confined: bool = True, limits: Limits | None = None,
        processes: int = 0,
    ) -> None:  # fmt: skip
        self._how = {
            "folder": str(folder),
            "confined": confined,
            "limits": asdict(limits or Limits()),
            "seed": secrets.randbits(48),  # one for the whole class
        }
        self._processes = [_Process(self._how) for _ in range(processes or usual_processes())]
        self._begun: dict[Order, tuple[_Process, int]] = {}

    @property
    def capacity(self) -> int:
        """How many orders keep every process busy."""
        return AHEAD * len(self._processes)

    def begin(self, order: Order) -> None:
        """Order a submission that will be asked for; the same again while it waits is no second."""
        if order not in self._begun:
            process = min(self._processes, key=lambda process: process.waiting)
            self._begun[order] = process, process.send(order.as_json())

    def result(self, order: Order) -> dict[str, Shown]:
        """Each task's result, ordered now if it was not begun.

        A grader that has ended is replaced, and its orders are begun again when they are asked for.

        Raises:
            GradingFailed: the judge itself failed.
        """
        reply = self._reply(order)
        if "failed" in reply:
            raise GradingFailed(reply["failed"])
        return {name: Shown(**task) for name, task in reply["tasks"].items()}

    def _reply(self, order: Order) -> Line:
        gone = None
        for _ in range(ATTEMPTS):
            self.begin(order)
            process, number = self._begun.pop(order)
            try:
                return process.reply(number)
            except _GraderGone as error:
                gone = error
                self._replace(process)
        raise GradingFailed(f"{gone} It did so {ATTEMPTS} times at this submission.")

    def _replace(self, process: _Process) -> None:
        process.close()
        self._processes[self._processes.index(process)] = _Process(self._how)
        self._begun = {order: place for order, place in self._begun.items() if place[0] != process}

    def close(self) -> None:
        """Ends every grader and every worker."""
        for process in self._processes:
            process.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def usual_processes() -> int:
    """One grader for two cores: while it works, so does a worker or nbgrader."""
    return min(MAX_PROCESSES, max(1, len(os.sched_getaffinity(0)) // 2))


class _Process:
    """A grader's process, as its client sees it."""

    def __init__(self, how: Line) -> None:
        package = Path(__file__).resolve().parent
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", f"{package.name}.ahead"],
            env={**os.environ, "PYTHONPATH": str(package.parent)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._orders, self._answers = self._process.stdin, self._process.stdout
        self._sent = 0
        self._replies: dict[int, Line] = {}
        self.waiting = 0
        self._write(how)

    def send(self, order: Line) -> int:
        """Send an order; the number by which its reply is known."""
        self._sent += 1
        self.waiting += 1
        self._write({**order, "number": self._sent})
        return self._sent

    def reply(self, number: int) -> Line:
        """Wait for the reply to an order."""
        while number not in self._replies:
            reply = self._read()
            self._replies[reply["number"]] = reply
            self.waiting -= 1
        return self._replies.pop(number)

    def _write(self, line: Line) -> None:
        with contextlib.suppress(BrokenPipeError):  # it has ended, as whoever asks for a reply sees
            self._orders.write(json.dumps(line) + "\n")
            self._orders.flush()

    def _read(self) -> Line:
        line = self._answers.readline()
        if not line.endswith("\n"):
            code = self._process.wait()
            raise _GraderGone(f"The grader's process has ended (exit code {code}).")
        return dict(json.loads(line))

    def close(self) -> None:
        """Let it leave what it works at, and wait until it and its workers are gone."""
        with self._answers:
            with contextlib.suppress(BrokenPipeError):  # it ended on its own
                self._orders.close()
            try:
                self._process.wait(FAREWELL)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


def serve(orders: Iterator[Line], answers: IO[str]) -> None:
    """Grades what is ordered; the first line says how."""
    how = next(orders, None)
    if how is None:
        return
    nurseries = Nurseries(confined=how["confined"], limits=Limits(**how["limits"]))
    try:
        with contextlib.suppress(ConfinementUnavailable, NurseryGone):  # each order will say so
            nurseries.of(Path(how["folder"]))
        _serve(orders, answers, nurseries, how["seed"])
    finally:  # also where an interrupt came as the grader was about to close them
        nurseries.close()


def _serve(orders: Iterator[Line], answers: IO[str], nurseries: Nurseries, seed: int) -> None:
    from autograder.grade import Grader  # imports Cirq, and the nursery does so meanwhile

    with Grader(seed=seed, nurseries=nurseries) as grader:
        for order in orders:
            reply = {**_graded(grader, order), "number": order["number"]}
            print(json.dumps(reply), file=answers, flush=True)


def _graded(grader: Grader, order: Line) -> Line:
    """The reply to an order; whatever fails, there is one."""
    folder = Path(order["folder"])
    try:
        if order["unreadable"]:
            report = grader.unreadable(folder, "", order["unreadable"])
        else:
            report = grader.grade([Cell(*cell) for cell in order["cells"]], folder)
        return {"tasks": _shown(report)}
    except Exception as error:
        traceback.print_exc()
        return {"failed": f"{type(error).__name__}: {error}"}


def _shown(report: Report) -> Line:
    from autograder import render

    note = report.note or ("" if report.confined else "Graded without confinement.")
    tasks = {}
    for task in report.tasks:
        html = render.task_html(task, note=note, seed=report.seed)
        tasks[task.name] = asdict(Shown(task.points, html, render.task_text(task)))
    return tasks


def _lines(stream: IO[str], at_end: Callable[[], object] = lambda: None) -> Iterator[Line]:
    """The lines of a stream, read as they come: who writes them never waits."""
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()

    def read() -> None:
        for line in stream:
            waiting.put(line)
        at_end()
        waiting.put("")

    threading.Thread(target=read, daemon=True).start()
    for line in iter(waiting.get, ""):
        yield json.loads(line)


def _interrupt() -> None:
    """Ends what the main thread does: nobody is there any more to whom it could answer."""
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)


def main() -> None:
    """Serves standard input and output; what a check prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a KeyboardInterrupt, as by Ctrl-C
    with contextlib.suppress(KeyboardInterrupt):
        serve(_lines(sys.stdin, _interrupt), answers)


if __name__ == "__main__":
    main()
