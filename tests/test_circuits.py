"""Circuits cross as data; what is too large, unknown or not a circuit is refused in words."""

import json

import cirq
import numpy as np
import pytest
import sympy

from autograder import circuits, limits
from autograder.circuits import CircuitRefused, from_data, to_data

A, B, C = cirq.GridQubit.rect(1, 3)


class OwnGate(cirq.Gate):
    """A gate that only its author knows, by its matrix."""

    def _num_qubits_(self):
        return 1

    def _unitary_(self):
        return np.array([[0, 1j], [1j, 0]])


class OwnDecomposition(cirq.Gate):
    """A gate that only its author knows, by its parts."""

    def _num_qubits_(self):
        return 2

    def _decompose_(self, qubits):
        yield OwnGate()(qubits[0])
        yield cirq.CNOT(*qubits)


def same_unitary(a, b):
    return cirq.allclose_up_to_global_phase(cirq.unitary(a), cirq.unitary(b))


def test_common_gates_cross_unchanged():
    circuit = cirq.Circuit(
        cirq.H(A), cirq.ry(0.3)(B), cirq.CZ(A, B), cirq.ISWAP(B, C), cirq.CCX(A, B, C),
        cirq.rx(0.1).controlled()(A, C), cirq.MatrixGate(np.eye(4))(A, B), cirq.I(A),
        cirq.PhasedXZGate(x_exponent=0.1, z_exponent=0.2, axis_phase_exponent=0.3)(A),
    )  # fmt: skip
    assert from_data(to_data(circuit)) == circuit


def test_symbols_and_their_formulas_cross():
    s, t = sympy.symbols("s t")
    circuit = cirq.Circuit(cirq.ry(2 * s + t / 3)(A), cirq.X(B) ** (t / sympy.pi), cirq.rz(s**2)(C))
    assert from_data(to_data(circuit)) == circuit


def test_own_gates_cross_by_what_they_do():
    circuit = cirq.Circuit(cirq.H(A), OwnDecomposition()(A, B), OwnGate()(B))
    fresh = from_data(to_data(circuit))
    assert same_unitary(fresh, circuit)


def test_repeated_subcircuits_are_unrolled():
    part = cirq.FrozenCircuit(cirq.T(A))
    circuit = cirq.Circuit(cirq.CircuitOperation(part, use_repetition_ids=False).repeat(3))
    assert same_unitary(from_data(to_data(circuit)), cirq.Circuit(cirq.T(A) ** 3))


def test_angles_that_are_not_numbers_cross_as_such():
    fresh = from_data(to_data(cirq.Circuit(cirq.ry(float("nan"))(A))))
    assert np.isnan(cirq.unitary(fresh)).any()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"cirq_type": "CircuitOperation"}', "does not accept the type 'CircuitOperation'"),
        ('{"cirq_type": "InternalGate", "gate_module": "os"}', "does not accept"),
        ('{"cirq_type": "sympy.Symbol"}', "can't be rebuilt"),
        ('{"cirq_type": "LineQid", "x": 0, "dimension": 1000000000}', "does not accept"),
        ("[1, 2]", "isn't a circuit"),
        ("not json", "can't be rebuilt"),
        ("[" * 100_000, "can't be rebuilt"),
        ('{"cirq_type": "sympy.Pow", "args": [2, 1000000000]}', "a power"),
        ('{"cirq_type": "IdentityGate", "num_qubits": 1000000}', "num_qubits. of IdentityGate exceeds 10"),
    ],
)
def test_strange_data_is_refused(text, reason):
    with pytest.raises(CircuitRefused, match=reason):
        from_data(text)


def test_too_many_qubits_are_refused():
    circuit = cirq.Circuit(cirq.X.on_each(cirq.LineQubit.range(60)))
    with pytest.raises(CircuitRefused, match="60 qubits; the limit is 20"):
        from_data(to_data(circuit))


def test_too_many_operations_are_refused():
    moment = json.loads(to_data(cirq.Circuit(cirq.X(A))))
    moment["moments"] *= limits.MAX_OPERATIONS + 1
    with pytest.raises(CircuitRefused, match="operations; the limit|too long"):
        from_data(json.dumps(moment))


def test_a_long_text_is_refused_before_it_is_read():
    with pytest.raises(CircuitRefused, match="more than .* characters"):
        from_data("x" * (circuits.MAX_TEXT + 1))
