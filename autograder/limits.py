"""How large an answer may be, counted on its plain data before anything is built from it.

One answer costs the judge about 5 seconds and 300 MiB at the very most, whatever a submission
sends: a frame's parts are counted before it is parsed, and a circuit's operations, qubits, gates
and formulas before Cirq builds them. The unit of work is an operation on few qubits, of which the
judge simulates some thousands a second.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

MAX_QUBITS = 20
MAX_GATE_QUBITS = 10
MAX_OPERATIONS = 5_000
MAX_WORK = 10_000
MAX_NODES = 400_000
MAX_DEPTH = 60
MAX_NAME = 200
MAX_EXPONENT = 8
MAX_DEGREE = 64
MAX_INTEGER = 2**53
_STATE_SIZE, _MATRIX_SIZE = 4096, 8192  # as many amplitudes or entries cost one unit of work

_QUBITS: dict[str, dict[str, type]] = {
    "GridQubit": {"row": int, "col": int},
    "LineQubit": {"x": int},
    "NamedQubit": {"name": str},
}
_CONTROL_VALUES = ([0], [1], [0, 1])
_OPERATIONS = {"GateOperation", "SingleQubitPauliStringGateOperation", "PauliString"}
_MOST = {
    "num_qubits": MAX_GATE_QUBITS, "qid_shape": MAX_GATE_QUBITS, "pauli_mask": MAX_GATE_QUBITS,
    "num_controls": MAX_GATE_QUBITS, "control_qid_shape": MAX_GATE_QUBITS,
    "controls": MAX_GATE_QUBITS, "dimension": 2, "_kraus_ops": 64, "_mixture": 64,
    "diag_angles_radians": 2**MAX_GATE_QUBITS, "target_state": 2**MAX_GATE_QUBITS,
    "confusion_map": MAX_QUBITS, "data": 2**MAX_GATE_QUBITS,
}  # fmt: skip
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"  # controls, halves
)


class CircuitRefused(ValueError):
    """A circuit that the judge does not accept, with the reason in words."""


def number_of_parts(text: str | bytes) -> int:
    """How many values a JSON text can hold at most, without parsing it."""
    if isinstance(text, str):
        return 1 + sum(map(text.count, "[{,"))
    return 1 + sum(map(text.count, (b"[", b"{", b",")))


def showable(text: str, most: int) -> str:
    """The text, cut, without what a terminal obeys or a file can't hold."""
    return _UNSHOWABLE.sub("\ufffd", text[:most])


class _Place(NamedTuple):
    """Where in the data a node lies: how deep, under how many controls, to which power."""

    depth: int = 0
    controls: int = 0
    power: float = 1


def types_in(data: Any) -> set[Any]:
    """The types that occur in an object's data."""
    found: set[Any] = set()
    stack = [data]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            found.update({node["cirq_type"]} if "cirq_type" in node else ())
            stack += node.values()
        elif isinstance(node, list):
            stack += node
    return found


@dataclass
class Tally:
    """What the circuits of one answer hold together.

    Args:
        allowed: the types that may occur.
    """

    allowed: frozenset[str]
    nodes: int = 0
    operations: int = 0
    work: float = 0
    _circuit: _Circuit = field(default_factory=lambda: _Circuit())

    def add(self, data: Any) -> None:
        """Counts one object's data.

        Raises:
            CircuitRefused: an unknown type, or more of something than the judge accepts.
        """
        self._circuit = _Circuit()
        stack: list[tuple[Any, _Place]] = [([data], _Place())]
        while stack:
            node, place = stack.pop()
            inner = self._enter(node, place)
            for child in node.values() if isinstance(node, dict) else node:
                if isinstance(child, (dict, list)):
                    stack.append((child, inner))
                else:
                    _check_plain(child)
        self._sum_up()

    def _enter(self, node: dict[str, Any] | list[Any], place: _Place) -> _Place:
        self.nodes += 1 + len(node)
        if self.nodes > MAX_NODES or place.depth > MAX_DEPTH:
            raise CircuitRefused("the circuit's description is too long or too deep")
        kind = node.get("cirq_type") if isinstance(node, dict) else None
        if kind is None or isinstance(node, list):
            return _deeper(place)
        if kind not in self.allowed:
            name = showable(str(kind), 60)
            raise CircuitRefused(f"the judge does not accept the type {name!r} in a circuit")
        _check_sizes(kind, node)
        self._count(kind, node, place)
        return _deeper(place, _controls(kind, node), _power(kind, node))

    def _count(self, kind: str, node: dict[str, Any], place: _Place) -> None:
        if kind in _QUBITS:
            self._circuit.qubits.add(str(sorted(node.items(), key=str)))
        elif kind in _OPERATIONS:
            held = node.get("qubits", node.get("qubit_pauli_map", [0]))
            self._circuit.add(len(held) + place.controls)
        elif kind == "PauliSum":
            self._circuit.operations += len(node["items"])
        elif kind == "Moment" or kind.startswith("sympy."):
            self._circuit.small += 1
        elif kind == "QuantumFourierTransformGate":  # which Cirq decomposes whenever it is used
            self._circuit.small += 2 * int(node["num_qubits"]) ** 2

    def _sum_up(self) -> None:
        circuit, qubits = self._circuit, len(self._circuit.qubits)
        self.operations += circuit.operations
        self.work += circuit.work()
        if qubits > MAX_QUBITS:
            raise CircuitRefused(f"the circuit has {qubits} qubits; the limit is {MAX_QUBITS}")
        if self.operations > MAX_OPERATIONS:
            held = f"there are {self.operations} operations"
            raise CircuitRefused(f"{held}; the limit is {MAX_OPERATIONS}")
        if self.work > MAX_WORK:
            held = f"operations: {self.operations}, qubits: {qubits}"
            raise CircuitRefused(f"it would take the judge too long to simulate ({held})")


@dataclass
class _Circuit:
    """What one circuit holds; `small` are moments and the parts of formulas and gates."""

    qubits: set[str] = field(default_factory=set)
    operations: int = 0
    small: int = 0
    entries: int = 0

    def add(self, width: int) -> None:
        self.operations += 1
        self.entries += 1 << 2 * min(width, MAX_GATE_QUBITS)

    def work(self) -> float:
        state = (1 << min(len(self.qubits), MAX_QUBITS)) / _STATE_SIZE
        return self.operations * (1 + state) + self.small + self.entries / _MATRIX_SIZE


def _deeper(place: _Place, controls: int = 0, power: float = 1) -> _Place:
    inner = _Place(place.depth + 1, place.controls + controls, place.power * power)
    if inner.controls >= MAX_GATE_QUBITS:
        raise CircuitRefused(f"a gate acts on more than {MAX_GATE_QUBITS} qubits")
    if inner.power > MAX_DEGREE:
        raise CircuitRefused(f"the powers in a symbol's formula exceed {MAX_DEGREE}")
    return inner


def _check_plain(value: Any) -> None:
    if isinstance(value, int) and abs(value) >= MAX_INTEGER:
        raise CircuitRefused("a whole number in the circuit has more than 53 bits")
    if isinstance(value, str) and (len(value) > MAX_NAME or _UNSHOWABLE.search(value)):
        raise CircuitRefused(f"a name has more than {MAX_NAME} characters or can't be shown")


def _check_sizes(kind: str, node: dict[str, Any]) -> None:
    for key, of in _QUBITS.get(kind, {}).items():
        if type(node.get(key)) is not of:  # Cirq would give 1.0 to all who ask for 1 later on
            raise CircuitRefused(f"the `{key}` of a {kind} is not of the type {of.__name__}")
    for key in _MOST.keys() & node.keys():
        value = node[key]
        size = len(value) if isinstance(value, list) else value
        most = MAX_QUBITS if kind == "MeasurementGate" else _MOST[key]
        if size is not None and (type(size) is not int or not 0 <= size <= most):
            raise CircuitRefused(f"`{key}` of {kind} exceeds {most}")
    for key in ("qid_shape", "control_qid_shape"):
        if any(levels != 2 for levels in node.get(key) or ()):
            raise CircuitRefused("a gate acts on something that is no qubit")
    if kind == "ProductOfSums" and not all(row in _CONTROL_VALUES for row in node["data"]):
        raise CircuitRefused("a control has values other than 0 and 1")


def _controls(kind: str, node: dict[str, Any]) -> int:
    if kind == "ControlledOperation":
        return len(node["controls"])
    if kind == "ControlledGate":
        shape = node.get("control_qid_shape")
        return len(shape) if shape else int(node.get("num_controls") or 1)
    return 0


def _power(kind: str, node: dict[str, Any]) -> float:
    """By how much a formula's power raises what is below it."""
    if kind != "sympy.Pow":
        return 1
    _, exponent = node["args"]
    if isinstance(exponent, dict):
        exponent = exponent.get("i", exponent.get("approx", _quotient(exponent)))
    size = float(abs(exponent)) if isinstance(exponent, (int, float)) else math.inf
    if not size <= MAX_EXPONENT:
        raise CircuitRefused(f"a power in a symbol's formula exceeds {MAX_EXPONENT}")
    return max(1.0, size)


def _quotient(rational: dict[str, Any]) -> float | None:
    p, q = rational.get("p"), rational.get("q")
    if isinstance(p, int) and isinstance(q, int) and 0 < q <= MAX_EXPONENT:
        return float(p / q)
    return None
