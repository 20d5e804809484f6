"""Cirq objects as data: what may cross, how large it may be, and nothing that runs code.

`to_data` writes an object as Cirq's own JSON, after replacing gates that only the writer knows by
their decomposition or their matrix. `from_data` reads it back through an allow-list of types, with
limits that are checked on the plain data before Cirq builds anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import cirq
import numpy as np
import sympy

MAX_QUBITS = 20
MAX_OPERATIONS = 20_000
MAX_TEXT = 12 * 2**20
MAX_NODES = 600_000
MAX_DEPTH = 60
MAX_EXPONENT = 8

_STRUCTURE = {"Circuit", "Moment", "GateOperation", "TaggedOperation", "ControlledOperation"}
_STRUCTURE |= {"ControlledGate", "ProductOfSums", "SumOfProducts"}
_QUBITS = {"GridQubit", "LineQubit", "NamedQubit"}
_SYMPY = {"Symbol", "Add", "Mul", "Pow", "Integer", "Float", "Rational", "pi", "E"}
_GATES = {
    "XPowGate", "YPowGate", "ZPowGate", "HPowGate", "_PauliX", "_PauliY", "_PauliZ",
    "Rx", "Ry", "Rz", "PhasedXPowGate", "PhasedXZGate", "IdentityGate", "GlobalPhaseGate",
    "CXPowGate", "CZPowGate", "CCXPowGate", "CCZPowGate", "SwapPowGate", "ISwapPowGate",
    "CSwapGate", "XXPowGate", "YYPowGate", "ZZPowGate", "FSimGate", "PhasedFSimGate",
    "PhasedISwapPowGate", "MatrixGate", "DiagonalGate", "TwoQubitDiagonalGate",
    "ThreeQubitDiagonalGate", "QuantumFourierTransformGate", "PhaseGradientGate", "WaitGate",
    "MSGate", "SingleQubitPauliStringGateOperation", "PauliString", "DensePauliString",
    "PauliSum", "LinearDict", "PauliInteractionGate", "Duration",
}  # fmt: skip
_CHANNELS = {
    "MeasurementGate", "MeasurementKey", "ResetChannel", "StatePreparationChannel",
    "DepolarizingChannel", "AsymmetricDepolarizingChannel", "BitFlipChannel", "PhaseFlipChannel",
    "AmplitudeDampingChannel", "GeneralizedAmplitudeDampingChannel", "PhaseDampingChannel",
    "KrausChannel", "MixedUnitaryChannel",
}  # fmt: skip
ALLOWED = frozenset(
    _STRUCTURE | _QUBITS | _GATES | _CHANNELS | {"complex"} | {f"sympy.{name}" for name in _SYMPY}
)


class CircuitRefused(ValueError):
    """A circuit that the judge does not accept, with the reason in words."""


def is_cirq(value: object) -> bool:
    """Whether the value crosses as Cirq JSON."""
    kinds = (cirq.AbstractCircuit, cirq.Operation, cirq.Gate, cirq.Qid, cirq.Moment)
    return isinstance(value, (*kinds, cirq.PauliSum, sympy.Basic))


def to_data(value: Any) -> str:
    """The object as the text of Cirq's JSON (in which numbers may be NaN or infinite)."""
    if isinstance(value, cirq.AbstractCircuit):
        value = _plain_circuit(value)
    return str(cirq.to_json(value, indent=None))


def from_data(text: Any) -> Any:
    """A fresh object from the text of Cirq's JSON.

    Raises:
        CircuitRefused: an unknown type, more than 20 qubits, more than 20 000 operations,
            or data that Cirq can't read.
    """
    if not isinstance(text, str) or len(text) > MAX_TEXT:
        raise CircuitRefused(f"a circuit's description has more than {MAX_TEXT} characters")
    try:
        _examine(json.loads(text))
        value = cirq.read_json(json_text=text)
    except CircuitRefused:
        raise
    except Exception as error:
        raise CircuitRefused(f"the circuit can't be rebuilt ({type(error).__name__})") from None
    if not is_cirq(value):
        raise CircuitRefused(f"a {type(value).__name__} isn't a circuit, a gate or a qubit")
    return value


def _examine(data: Any) -> None:
    qubits: set[str] = set()
    operations = 0
    for node in _nodes(data):
        kind = node.get("cirq_type")
        if kind not in ALLOWED:
            name = str(kind)[:60]
            raise CircuitRefused(f"the judge does not accept the type {name!r} in a circuit")
        if kind in _QUBITS:
            qubits.add(json.dumps(node, sort_keys=True))
        held = node.get("operations", ()) if kind == "Moment" else ()
        operations += len(held) if isinstance(held, list) else 0
        _examine_number(kind, node)
    if len(qubits) > MAX_QUBITS:
        raise CircuitRefused(f"the circuit has {len(qubits)} qubits; the limit is {MAX_QUBITS}")
    if operations > MAX_OPERATIONS:
        raise CircuitRefused(
            f"the circuit has {operations} operations; the limit is {MAX_OPERATIONS}"
        )


def _examine_number(kind: str, node: dict[str, Any]) -> None:
    if kind == "sympy.Pow":
        exponent = node.get("args", [None, None])[-1]
        size = exponent.get("i") if isinstance(exponent, dict) else exponent
        if not isinstance(size, (int, float)) or abs(size) > MAX_EXPONENT:
            raise CircuitRefused(f"a power in a symbol's formula exceeds {MAX_EXPONENT}")
    if kind in ("IdentityGate", "QuantumFourierTransformGate", "PhaseGradientGate", "WaitGate"):
        size = node.get("num_qubits") or len(node.get("qid_shape") or ())
        if not isinstance(size, int) or size > MAX_QUBITS:
            raise CircuitRefused(f"a gate acts on more than {MAX_QUBITS} qubits")


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every JSON object in the data, without recursion, counted."""
    stack: list[tuple[Any, int]] = [(data, 0)]
    seen = 0
    while stack:
        node, depth = stack.pop()
        seen += 1
        if seen > MAX_NODES or depth > MAX_DEPTH:
            raise CircuitRefused("the circuit's description is too long or too deep")
        if isinstance(node, dict):
            if "cirq_type" in node:
                yield node
            stack.extend((child, depth + 1) for child in node.values())
        elif isinstance(node, list):
            stack.extend((child, depth + 1) for child in node)


def _plain_circuit(circuit: cirq.AbstractCircuit) -> cirq.Circuit:
    flat = cirq.unroll_circuit_op(cirq.Circuit(circuit), deep=True, tags_to_check=None)
    if all(_is_known(operation) for operation in flat.all_operations()):
        return flat
    return cirq.Circuit(_known(operation) for operation in flat.all_operations())


def _is_known(operation: cirq.Operation) -> bool:
    try:
        data = json.loads(cirq.to_json(operation))
    except Exception:  # Cirq raises several types for a gate without a JSON form
        return False
    return all(node["cirq_type"] in ALLOWED for node in _nodes(data))


def _known(operation: cirq.Operation, depth: int = 0) -> list[cirq.Operation]:
    if _is_known(operation):
        return [operation]
    parts = cirq.decompose_once(operation, None)
    if parts is not None and depth < 8:
        return [known for part in parts for known in _known(part, depth + 1)]
    matrix = cirq.unitary(operation, None)
    if matrix is not None and len(operation.qubits) <= 6:
        return [cirq.MatrixGate(np.asarray(matrix))(*operation.qubits)]
    return [operation]
