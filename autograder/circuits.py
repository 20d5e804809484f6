"""Cirq objects as data: what may cross, how large it may be, and nothing that runs code.

`to_data` writes an object as Cirq's own JSON, after replacing gates that only the writer knows by
their decomposition or their matrix. `from_data` reads it back through an allow-list of types, with
limits that are checked on the plain data before Cirq builds anything.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import cirq
import numpy as np
import sympy

from autograder.limits import MAX_NODES, CircuitRefused, Tally, number_of_parts, showable, types_in

MAX_TEXT = 4 * 2**20

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
    "cirq.MSGate", "SingleQubitPauliStringGateOperation", "PauliString", "DensePauliString",
    "PauliSum", "LinearDict", "PauliInteractionGate", "Duration",
}  # fmt: skip
_CHANNELS = {
    "MeasurementGate", "MeasurementKey", "ResetChannel", "StatePreparationChannel",
    "DepolarizingChannel", "AsymmetricDepolarizingChannel", "BitFlipChannel", "PhaseFlipChannel",
    "AmplitudeDampingChannel", "GeneralizedAmplitudeDampingChannel", "PhaseDampingChannel",
    "KrausChannel", "MixedUnitaryChannel",
}  # fmt: skip
__all__ = ["ALLOWED", "CircuitRefused", "from_data", "is_cirq", "to_data"]
ALLOWED = frozenset(
    _STRUCTURE | _QUBITS | _GATES | _CHANNELS | {"complex"} | {f"sympy.{name}" for name in _SYMPY}
)


def is_cirq(value: object) -> bool:
    """Whether the value crosses as Cirq JSON."""
    kinds = (cirq.AbstractCircuit, cirq.Operation, cirq.Gate, cirq.Qid, cirq.Moment)
    return isinstance(value, (*kinds, cirq.PauliSum, sympy.Basic))


def to_data(value: Any) -> str:
    """The object as the text of Cirq's JSON (in which numbers may be NaN or infinite).

    Raises:
        CircuitRefused: a gate of a circuit says neither what it is made of nor its matrix.
    """
    if type(value) in (cirq.GridQubit, cirq.LineQubit):
        return _qubit_data(value)
    if isinstance(value, cirq.AbstractCircuit):
        flat = _unrolled(value)
        text = _known_data(flat)
        if text is not None:
            return text
        value = cirq.Circuit(_known(operation) for operation in flat.all_operations())
    return str(cirq.to_json(value, indent=None))


@lru_cache(maxsize=1024)
def _qubit_data(qubit: cirq.Qid) -> str:
    return str(cirq.to_json(qubit, indent=None))


def from_data(text: Any, tally: Tally | None = None) -> Any:
    """A fresh object from the text of Cirq's JSON.

    Args:
        text: the text.
        tally: what the same answer holds so far; it is added to.

    Raises:
        CircuitRefused: an unknown type, more than `autograder.limits` allows, or data that Cirq
            can't read.
    """
    if not isinstance(text, str) or len(text) > MAX_TEXT:
        raise CircuitRefused(f"a circuit's description has more than {MAX_TEXT} characters")
    if number_of_parts(text) > MAX_NODES:
        raise CircuitRefused("the circuit's description is too long")
    try:
        (tally or Tally(ALLOWED)).add(json.loads(text))
        value = cirq.read_json(json_text=text)
    except CircuitRefused:
        raise
    except Exception as error:
        raise CircuitRefused(f"the circuit can't be rebuilt ({type(error).__name__})") from None
    if not is_cirq(value):
        raise CircuitRefused(f"a {type(value).__name__} isn't a circuit, a gate or a qubit")
    return value


def _unrolled(circuit: cirq.AbstractCircuit) -> cirq.Circuit:
    """The circuit without circuits in it."""
    plain = circuit if isinstance(circuit, cirq.Circuit) else cirq.Circuit(circuit)
    if not any(isinstance(op.untagged, cirq.CircuitOperation) for op in plain.all_operations()):
        return plain
    return cirq.unroll_circuit_op(plain, deep=True, tags_to_check=None)


def _known_data(value: Any) -> str | None:
    """The text of Cirq's JSON; None if the reader would refuse one of its types."""
    try:
        text = str(cirq.to_json(value, indent=None))
        known = types_in(json.loads(text)) <= ALLOWED
    except Exception:  # Cirq raises several types for a gate without a JSON form
        return None
    return text if known else None


def _known(operation: cirq.Operation, depth: int = 0) -> list[cirq.Operation]:
    if _known_data(operation) is not None:
        return [operation]
    parts = cirq.decompose_once(operation, None)
    if parts is not None and depth < 8:
        return [known for part in parts for known in _known(part, depth + 1)]
    matrix = cirq.unitary(operation, None)
    if matrix is not None and len(operation.qubits) <= 6:
        return [cirq.MatrixGate(np.asarray(matrix))(*operation.qubits)]
    name = showable(type(operation.gate or operation).__name__, 60)
    raise CircuitRefused(f"{name} can be described neither by its parts nor by a small matrix")
