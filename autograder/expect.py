"""What checks say: an answer compared with what physics demands, and shown when it differs.

Every function returns nothing when the answer is right and raises `Mismatch`, with both sides, when
it is not. States are compared up to a global phase; circuits by what they do.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import cirq
import numpy as np
from numpy.typing import ArrayLike, NDArray

from autograder.learner import CallFailed, Failed, Learner, Raised
from autograder.wire import CircuitTensor

Amplitudes = NDArray[np.complex128]

ATOL = 1e-5
MAX_ROWS = 16
MAX_GATE_QUBITS = 10


@dataclass(frozen=True)
class Row:
    """One line of a comparison: a place, what came back there, and what was expected."""

    label: str
    got: str
    wanted: str
    same: bool


@dataclass(frozen=True)
class Case:
    """The smallest input that failed, and both sides of the comparison."""

    got: str = ""
    wanted: str = ""
    call: str = ""
    heading: str = ""
    rows: tuple[Row, ...] = ()
    bloch: tuple[tuple[float, float, float], ...] = ()
    bars: tuple[tuple[str, float, float], ...] = field(default=())


class Mismatch(AssertionError):
    """An answer is not what the check demands; the sentence is for the learner."""

    def __init__(self, sentence: str, case: Case | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.case = case or Case()


def that(condition: object, sentence: str, got: object = None, wanted: object = None) -> None:
    """The condition holds, or the sentence says what does not."""
    if not condition:
        raise Mismatch(sentence, Case(shown(got, empty=True), shown(wanted, empty=True)))


def raises(error: type[Exception], learner: Learner, name: str, *args: Any, why: str) -> None:
    """Calling the function with these arguments raises the documented error.

    Args:
        why: what is wrong with the arguments, completing "... must be refused because".
    """
    outcome = learner.outcome(name, *args)
    if isinstance(outcome, Failed):
        raise CallFailed(learner.calls[-1])
    if isinstance(outcome, Raised) and error.__name__ in outcome.bases:
        return
    got = (
        f"{outcome.kind}: {outcome.message}"
        if isinstance(outcome, Raised)
        else shown(outcome.value)
    )
    verb = "raised another error" if isinstance(outcome, Raised) else "was answered"
    sentence = f"The call must be refused with a {error.__name__}, because {why}; it {verb}."
    raise Mismatch(sentence, Case(got, f"raise {error.__name__}(...)"))


def circuit(
    value: object,
    qubits: Sequence[cirq.Qid],
    *,
    symbols: Sequence[str] = (),
    every_qubit: bool = True,
) -> None:
    """The value is a `cirq.Circuit` of unitary gates on these qubits, all of them and no others.

    Args:
        symbols: the names of the symbols that may be in it.
        every_qubit: whether each qubit must appear; else one that is left out stays |0>.
    """
    if not isinstance(value, cirq.Circuit):
        raise Mismatch(
            "A cirq.Circuit must be returned.",
            Case(f"{type(value).__name__}: {shown(value)}", "cirq.Circuit"),
        )
    _finite_only(value)
    _unitary_only(value)
    _same_qubits(value, qubits, every_qubit)
    unknown = sorted(set(cirq.parameter_names(value)) - set(symbols))
    that(not unknown, f"The circuit holds the symbol {', '.join(unknown)}, which has no value.")


def state(
    value: object,
    qubits: Sequence[cirq.Qid],
    wanted: ArrayLike,
    *,
    atol: float = ATOL,
    every_qubit: bool = True,
) -> None:
    """The circuit turns |0...0> into the wanted state, up to a global phase.

    Args:
        value: a circuit on `qubits`, without symbols.
        qubits: the order of the qubits; the first is the most significant bit.
        wanted: complex amplitudes, shape (2**n,), of norm 1.
        atol: the largest accepted difference of an amplitude.
        every_qubit: whether each qubit must appear; else one that is left out stays |0>.
    """
    circuit(value, qubits, every_qubit=every_qubit)
    expected = np.asarray(wanted, dtype=complex)
    amplitudes = final_state(value, qubits)
    got = aligned(amplitudes, expected)
    if np.allclose(got, expected, rtol=0, atol=atol):
        return
    overlap = float(abs(np.vdot(expected, got)) ** 2)
    sentence = (
        f"The circuit prepares another state: its fidelity with the wanted one is {overlap:.4f}."
    )
    raise Mismatch(sentence, state_case(got, expected, atol))


def close(got: object, wanted: ArrayLike, *, what: str = "The result", atol: float = ATOL) -> None:
    """Numbers agree, in shape and within `atol`."""
    expected = np.asarray(wanted)
    array = _numeric(got, what)
    if array.shape != expected.shape:
        raise Mismatch(
            f"{what} has the shape {array.shape}; {expected.shape} was expected.",
            Case(shown(got), shown(expected)),
        )
    same = np.isclose(array, expected, rtol=1e-6, atol=atol)
    if not bool(np.all(same)):
        rows = _array_rows(array, expected, same)
        raise Mismatch(f"{what} is not right.", Case(shown(got), shown(expected), rows=rows))


def equal(got: object, wanted: object, *, what: str = "The result") -> None:
    """The values are equal and of the same kind (an integer is not a float, nor a Boolean)."""
    if type(got) is not type(wanted):
        sentence = f"{what} is {_a_kind_of(got)}; {_a_kind_of(wanted)} was expected."
        raise Mismatch(sentence, Case(shown(got), shown(wanted)))
    if got != wanted:
        raise Mismatch(f"{what} is not right.", Case(shown(got), shown(wanted)))


def _a_kind_of(value: object) -> str:
    name = type(value).__name__
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


def number(got: object, *, what: str = "The result") -> float:
    """One finite real number; returned as a float."""
    array = _numeric(got, what)
    if array.shape != () or np.iscomplexobj(array) or not np.isfinite(array):
        raise Mismatch(f"{what} must be one finite real number.", Case(shown(got), "a float"))
    return float(array)


def final_state(value: cirq.Circuit, qubits: Sequence[cirq.Qid]) -> NDArray[np.complex128]:
    """The state, shape (2**n,), that the circuit makes of |0...0>; `qubits[0]` comes first."""
    shape = (2,) * len(qubits)
    place = {qubit: axis for axis, qubit in enumerate(qubits)}
    result = cirq.one_hot(shape=shape, dtype=np.complex128)
    buffer = np.empty_like(result)
    for operation in value.all_operations():
        axes = [place[qubit] for qubit in operation.qubits]
        result, buffer = _applied(operation, result, buffer, axes)
    return np.asarray(result.reshape(-1))


def _applied(
    operation: cirq.Operation, amplitudes: Amplitudes, buffer: Amplitudes, axes: Sequence[int]
) -> tuple[Amplitudes, Amplitudes]:
    """The amplitudes after the operation, and an array that may be overwritten next."""
    arguments = cirq.ApplyUnitaryArgs(amplitudes, buffer, axes)
    after = cirq.apply_unitary(operation, arguments)
    return after, amplitudes if after is buffer else buffer


def aligned(got: NDArray[np.complex128], wanted: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """`got` times the phase that brings it closest to `wanted`."""
    overlap = np.vdot(got, wanted)
    return got if abs(overlap) < 1e-9 else got * (overlap / abs(overlap))


def state_case(
    got: NDArray[np.complex128], wanted: NDArray[np.complex128], atol: float = ATOL
) -> Case:
    """Both states as a table of amplitudes and, where one helps, a picture."""
    width = max(1, int(math.log2(len(wanted))))
    labels = [f"|{k:0{width}b}⟩" for k in range(len(wanted))]
    close_enough = np.isclose(got, wanted, rtol=0, atol=atol)
    order = sorted(range(len(wanted)), key=lambda k: (bool(close_enough[k]), k))[:MAX_ROWS]
    rows = tuple(
        Row(labels[k], amplitude(got[k]), amplitude(wanted[k]), bool(close_enough[k]))
        for k in sorted(order)
    )
    bars = tuple(
        (labels[k], float(abs(got[k]) ** 2), float(abs(wanted[k]) ** 2)) for k in sorted(order)
    )
    bloch = (bloch_vector(got), bloch_vector(wanted)) if len(wanted) == 2 else ()
    return Case(ket(got), ket(wanted), heading="basis state", rows=rows, bloch=bloch, bars=bars)


def bloch_vector(amplitudes: NDArray[np.complex128]) -> tuple[float, float, float]:
    """⟨X⟩, ⟨Y⟩, ⟨Z⟩ of a qubit's state, shape (2,)."""
    a, b = (complex(part) for part in amplitudes)
    cross = a.conjugate() * b
    return (2 * cross.real, 2 * cross.imag, abs(a) ** 2 - abs(b) ** 2)


def ket(amplitudes: NDArray[np.complex128]) -> str:
    """A state in Dirac's notation, largest terms only when there are many."""
    width = max(1, int(math.log2(len(amplitudes))))
    terms = [
        f"{amplitude(value)}|{k:0{width}b}⟩"
        for k, value in enumerate(amplitudes)
        if abs(value) > 5e-4
    ]
    return " + ".join(terms[:8]).replace("+ -", "- ") + (" + ..." if len(terms) > 8 else "")


def amplitude(value: complex) -> str:
    """A complex number to three decimals, without parts that vanish."""
    real, imag = round(value.real, 3) + 0.0, round(value.imag, 3) + 0.0
    if imag == 0:
        return f"{real:.3f}"
    return f"{imag:.3f}i" if real == 0 else f"({real:.3f}{imag:+.3f}i)"


def shown(value: object, *, empty: bool = False) -> str:
    """A value as short text for a learner."""
    if value is None:
        return "" if empty else "None"
    if isinstance(value, np.ndarray):
        return _shown_array(value) if value.ndim else shown(value.item())
    if isinstance(value, cirq.AbstractCircuit):
        return _shown_circuit(value)
    if isinstance(value, CircuitTensor):
        return _shown_tensor(value)
    if isinstance(value, (cirq.PauliSum, cirq.PauliString)):
        return _shortened(str(value))
    if isinstance(value, (list, tuple)) and value and all(isinstance(q, cirq.Qid) for q in value):
        return f"[{', '.join(map(str, value[:4]))}{', ...' if len(value) > 4 else ''}]"
    if isinstance(value, (float, complex)) and not isinstance(value, bool):
        return f"{value:.6g}"
    if callable(value) and not isinstance(value, cirq.Gate):
        return "f"
    return _shortened(repr(value))


def _shortened(text: str) -> str:
    return text if len(text) <= 300 else text[:300] + " ..."


def _shown_array(value: NDArray[Any]) -> str:
    text = np.array2string(value, precision=4, suppress_small=True, separator=", ", threshold=24)
    return text.replace("\n", "") if len(text) < 80 else text


def _shown_circuit(value: cirq.AbstractCircuit) -> str:
    if not list(value.all_operations()):
        return "an empty circuit"
    if len(list(value.all_operations())) > 60:
        return f"a circuit of {len(list(value.all_operations()))} operations"
    try:
        return str(value.to_text_diagram(precision=3))
    except ValueError:  # Cirq can't draw an angle that is NaN
        return repr(value)[:600]


def _shown_tensor(value: CircuitTensor) -> str:
    words = f"a tensor of circuits, shape {value.shape}"
    if not value.circuits:
        return words
    which = "with the circuit" if len(value.circuits) == 1 else "the first circuit is"
    return f"{words}; {which}\n{_shown_circuit(value.circuits[0])}"


def _numeric(got: object, what: str) -> NDArray[Any]:
    if isinstance(got, (bool, str)) or got is None:
        raise Mismatch(f"{what} must be numeric.", Case(shown(got), "numbers"))
    try:
        array = np.asarray(got)
    except ValueError:
        array = np.asarray(None)
    if array.dtype.kind not in "iufc":
        kind = f"{type(got).__name__}: {shown(got)}"
        raise Mismatch(f"{what} must be numeric.", Case(kind, "numbers"))
    return array


def _array_rows(got: NDArray[Any], wanted: NDArray[Any], same: NDArray[Any]) -> tuple[Row, ...]:
    if got.shape == ():
        return ()
    places = sorted(np.ndindex(got.shape), key=lambda place: (bool(same[place]), place))[:MAX_ROWS]
    return tuple(
        Row(
            f"[{', '.join(map(str, place))}]",
            f"{got[place]:.6g}",
            f"{wanted[place]:.6g}",
            bool(same[place]),
        )
        for place in sorted(places)
    )


def _finite_only(value: cirq.Circuit) -> None:
    for operation in value.all_operations():
        size = len(operation.qubits)
        if size > MAX_GATE_QUBITS:
            sentence = f"A gate acts on {size} qubits; the judge accepts at most {MAX_GATE_QUBITS}."
            raise Mismatch(sentence, Case(str(operation)[:300]))
        if not _is_finite(operation):
            sentence = "A gate's angle or matrix holds NaN or an infinity."
            raise Mismatch(sentence, Case(repr(operation)[:300], "finite numbers"))


def _is_finite(operation: cirq.Operation) -> bool:
    try:
        matrix = cirq.unitary(_resolved(operation), None)
    except ArithmeticError:  # what Cirq raises for an infinite angle
        return False
    return matrix is None or bool(np.all(np.isfinite(matrix)))


def _unitary_only(value: cirq.Circuit) -> None:
    for operation in value.all_operations():
        if cirq.is_measurement(operation):
            sentence = "The circuit must not measure: states are compared before any measurement."
            raise Mismatch(sentence, Case(str(operation), "gates only"))
        if not cirq.has_unitary(_resolved(operation)):
            sentence = "The circuit must be made of unitary gates; this operation is not unitary."
            raise Mismatch(sentence, Case(str(operation), "unitary gates only"))


def _resolved(operation: cirq.Operation) -> cirq.Operation:
    return cirq.resolve_parameters(operation, dict.fromkeys(cirq.parameter_names(operation), 0.5))


def _same_qubits(value: cirq.Circuit, qubits: Sequence[cirq.Qid], every_qubit: bool) -> None:
    used, given = value.all_qubits(), set(qubits)
    case = Case(shown(sorted(used)) if used else "an empty circuit", shown(list(qubits)))
    if used - given:
        extra = ", ".join(map(str, sorted(used - given)))
        raise Mismatch(f"The circuit uses qubits that were not given: {extra}.", case)
    if every_qubit and given - used:
        absent = ", ".join(map(str, sorted(given - used)))
        rule = "every qubit must appear, if need be with an identity"
        raise Mismatch(f"The circuit leaves out {absent}; {rule}.", case)
