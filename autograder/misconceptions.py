"""Finds the known mistake that explains an answer.

A misconception is a small wrong implementation with a name and a sentence. When a check fails, the
same check is run again on every misconception of the task, with the same inputs: the one whose
answers equal the learner's, call by call, explains them. Where none or several do, nothing is said.
"""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import cirq
import numpy as np

from autograder.checks import Run
from autograder.learner import Call, Failed, Learner, Outcome, Raised, Returned, Session
from autograder.notebook import Cell
from autograder.report import Diagnosis
from autograder.wire import CircuitTensor, Reference

ATOL = 1e-5
MAX_UNITARY_QUBITS = 7
MAX_DENSITY_QUBITS = 6
MAX_STATE_QUBITS = 14


@dataclass(frozen=True)
class Misconception:
    """A wrong implementation of a task.

    Attributes:
        task: the task that it gets wrong.
        name: the name of its function.
        title: the mistake in a few words.
        sentence: what the learner is told.
        undiagnosable: why outputs alone can't tell it from other mistakes, if so.
    """

    task: str
    name: str
    title: str
    sentence: str
    undiagnosable: str = ""


def read(file: Path) -> list[Misconception]:
    """The misconceptions of a file `misconceptions_<task>.py`, without running it.

    Raises:
        ValueError: a decorator's arguments are not literal strings.
    """
    task = file.stem.removeprefix("misconceptions_")
    tree = ast.parse(file.read_text("utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    found = ((function, _decorator(function)) for function in functions)
    return [_misconception(task, f, call) for f, call in found if call is not None]


def _decorator(function: ast.FunctionDef) -> ast.Call | None:
    for node in function.decorator_list:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "misconception":
            return node
    return None


def _misconception(task: str, function: ast.FunctionDef, call: ast.Call) -> Misconception:
    words = [ast.literal_eval(argument) for argument in call.args]
    keywords = {str(word.arg): ast.literal_eval(word.value) for word in call.keywords}
    if len(words) != 2 or not all(isinstance(word, str) for word in words):
        raise ValueError(f"{function.name}: @misconception takes a title and a sentence")
    return Misconception(task, function.name, words[0], words[1], **keywords)


class ClosableSession(Session, Protocol):
    """A session that can be ended."""

    def close(self) -> None:
        """Ends the worker behind it, if there is one."""


class Explainer:
    """Explains answers by misconceptions; remembers what each misconception answers.

    Args:
        open_session: makes a session of the misconceptions' own code.
        seed: the seed of the run that is explained.
    """

    def __init__(
        self, open_session: Callable[[Sequence[Cell]], ClosableSession], seed: int
    ) -> None:
        self.open_session = open_session
        self.seed = seed
        self._session_of: tuple[Path, ClosableSession] | None = None
        self._answers: dict[tuple[Path, str, str], list[Call]] = {}

    def explain(self, folder: Path, runs: Sequence[Run]) -> Diagnosis | None:
        """The one misconception that explains a task's first failure, if exactly one does.

        Where several explain it, the other runs decide between them.
        """
        file = folder / f"misconceptions_{runs[0].check.task}.py" if runs else folder
        failed = [run for run in runs if run.result.points < run.check.points and _telling(run)]
        if not failed or not file.exists():
            return None
        passed = [run for run in runs if run.result.points == run.check.points]
        for same in (same_answers, same_states):
            fitting = self._fitting(file, read(file), failed[0], same)
            for run in (*failed[1:], *passed):
                if len(fitting) > 1:
                    fitting = self._fitting(file, fitting, run, same) or fitting
            if len(fitting) == 1:
                return Diagnosis(fitting[0].name, fitting[0].title, fitting[0].sentence)
        return None

    def _fitting(
        self, file: Path, candidates: Iterable[Misconception], run: Run, same: Same
    ) -> list[Misconception]:
        return [
            candidate
            for candidate in candidates
            if _same_calls(run.calls, self.answers(file, candidate, run), same)
        ]

    def answers(self, file: Path, misconception: Misconception, run: Run) -> list[Call]:
        """What the misconception answers to a check's calls."""
        key = (file, misconception.name, run.check.name)
        if key not in self._answers:
            learner = Learner(self._session(file), {misconception.task: misconception.name})
            run.check.run(learner, self.seed)
            self._answers[key] = learner.calls
        return self._answers[key]

    def _session(self, file: Path) -> ClosableSession:
        """The session of a file; only the one used last keeps its worker."""
        if self._session_of is None or self._session_of[0] != file:
            self.close()
            cell = Cell(f"cell {file.name}", file.read_text("utf-8"))
            self._session_of = (file, self.open_session([cell]))
        return self._session_of[1]

    def close(self) -> None:
        """Ends the misconceptions' worker; the answers stay known."""
        if self._session_of is not None:
            self._session_of[1].close()
            self._session_of = None


Same = Callable[[Any, Any], bool]


def _telling(run: Run) -> bool:
    """Whether the run ended with an answer or an error of the learner's own function."""
    if not run.calls or isinstance(run.calls[-1].outcome, Failed):
        return False
    outcome = run.calls[-1].outcome
    return not (isinstance(outcome, Raised) and "NotImplementedError" in outcome.bases)


def _same_calls(learners: Sequence[Call], known: Sequence[Call], same: Same) -> bool:
    return len(learners) == len(known) and all(
        mine.name == other.name and _same_outcome(mine.outcome, other.outcome, same)
        for mine, other in zip(learners, known, strict=True)
    )


def _same_outcome(mine: Outcome, other: Outcome, same: Same) -> bool:
    if isinstance(mine, Returned) and isinstance(other, Returned):
        with contextlib.suppress(Exception):  # an answer may be odd in any way; then none explains
            return mine.changed == other.changed and same(mine.value, other.value)
    if isinstance(mine, Raised) and isinstance(other, Raised):
        return mine.kind == other.kind
    return False


def same_answers(mine: Any, other: Any) -> bool:
    """Whether two answers are equal, circuits by their unitaries up to a global phase."""
    return _same(mine, other, _same_unitary)


def same_states(mine: Any, other: Any) -> bool:
    """Whether two answers are equal, circuits by what they make of |0...0>.

    A qubit that only one of the circuits names is |0> in the other.
    """
    return _same(mine, other, _same_state)


def _same(mine: Any, other: Any, same_circuit: Same) -> bool:
    if isinstance(mine, cirq.Circuit) and isinstance(other, cirq.Circuit):
        return same_circuit(mine, other)
    if isinstance(mine, CircuitTensor) and isinstance(other, CircuitTensor):
        return mine.shape == other.shape and _same(
            list(mine.circuits), list(other.circuits), same_circuit
        )
    if isinstance(mine, Reference) and isinstance(other, Reference):
        return mine.type_name == other.type_name
    if isinstance(mine, (list, tuple)) and type(mine) is type(other):
        return len(mine) == len(other) and all(
            _same(a, b, same_circuit) for a, b in zip(mine, other, strict=True)
        )
    if isinstance(mine, dict) and isinstance(other, dict):
        return mine.keys() == other.keys() and all(
            _same(mine[key], other[key], same_circuit) for key in mine
        )
    return _same_plain(mine, other)


def _same_plain(mine: Any, other: Any) -> bool:
    if _is_numeric(mine) and _is_numeric(other):
        a, b = np.asarray(mine), np.asarray(other)
        kinds = isinstance(mine, np.ndarray) == isinstance(other, np.ndarray)
        if not kinds or a.shape != b.shape or (a.dtype.kind == "b") != (b.dtype.kind == "b"):
            return False
        return bool(np.allclose(a, b, rtol=1e-5, atol=ATOL, equal_nan=True))
    return type(mine) is type(other) and bool(mine == other)


def _is_numeric(value: Any) -> bool:
    if isinstance(value, int):
        return abs(value) < 2**63  # NumPy holds no larger ones
    return isinstance(value, (float, complex, np.ndarray))


def _same_unitary(mine: cirq.Circuit, other: cirq.Circuit) -> bool:
    same_qubits = mine.all_qubits() == other.all_qubits()
    return same_qubits and _compare_circuits(mine, other, _unitary_of)


def _same_state(mine: cirq.Circuit, other: cirq.Circuit) -> bool:
    return _compare_circuits(mine, other, _state_of)


def _compare_circuits(
    mine: cirq.Circuit, other: cirq.Circuit, matrix_of: Callable[..., Any]
) -> bool:
    qubits = sorted(mine.all_qubits() | other.all_qubits())
    names = sorted(cirq.parameter_names(mine))
    if names != sorted(cirq.parameter_names(other)):
        return False
    rng = np.random.default_rng(len(names))
    values = dict(zip(names, rng.uniform(-3, 3, len(names)), strict=True))
    try:
        first, second = matrix_of(mine, values, qubits), matrix_of(other, values, qubits)
    except (ValueError, TypeError, ArithmeticError):  # too large, or an infinite angle
        return repr(mine) == repr(other)
    if first.shape != second.shape:
        return False
    nowhere = np.isnan(first)
    if nowhere.any() or np.isnan(second).any():
        return bool(np.array_equal(nowhere, np.isnan(second)))
    return bool(cirq.allclose_up_to_global_phase(first, second, atol=ATOL))


def _unitary_of(circuit: cirq.Circuit, values: dict[str, float], qubits: list[cirq.Qid]) -> Any:
    if len(qubits) > MAX_UNITARY_QUBITS:
        raise ValueError("too many qubits to compare unitaries")
    return cirq.resolve_parameters(circuit, values).unitary(qubits_that_should_be_present=qubits)


def _state_of(circuit: cirq.Circuit, values: dict[str, float], qubits: list[cirq.Qid]) -> Any:
    if len(qubits) > MAX_STATE_QUBITS:
        raise ValueError("too many qubits to compare states")
    resolved = cirq.resolve_parameters(circuit, values)
    if cirq.has_unitary(resolved):
        return resolved.final_state_vector(qubit_order=qubits, ignore_terminal_measurements=False)
    if len(qubits) > MAX_DENSITY_QUBITS:
        raise ValueError("too many qubits to compare density matrices")
    return cirq.final_density_matrix(resolved, qubit_order=qubits)
