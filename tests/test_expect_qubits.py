"""Which circuits are accepted for a state: the qubits that they name, the angles that they hold."""

import cirq
import numpy as np
import pytest

from autograder import expect

QUBITS = cirq.GridQubit.rect(1, 2)
ZERO = np.array([1, 0, 0, 0])
ONE = np.array([0, 1, 0, 0])


@pytest.mark.parametrize(
    ("circuit", "wanted"), [(cirq.Circuit(), ZERO), (cirq.Circuit(cirq.X(QUBITS[1])), ONE)]
)
def test_a_qubit_left_out_is_zero_where_that_is_allowed(
    circuit: cirq.Circuit, wanted: np.ndarray
) -> None:
    expect.state(circuit, QUBITS, wanted, every_qubit=False)


def test_a_qubit_left_out_is_refused_by_default() -> None:
    with pytest.raises(expect.Mismatch, match="leaves out"):
        expect.state(cirq.Circuit(cirq.X(QUBITS[1])), QUBITS, ONE)


@pytest.mark.parametrize("every_qubit", [True, False])
def test_a_qubit_that_was_not_given_is_always_refused(every_qubit: bool) -> None:
    circuit = cirq.Circuit(cirq.I.on_each(*QUBITS), cirq.I(cirq.GridQubit(5, 5)))
    with pytest.raises(expect.Mismatch, match="not given"):
        expect.state(circuit, QUBITS, ZERO, every_qubit=every_qubit)


def test_a_wrong_state_is_refused_though_qubits_may_be_left_out() -> None:
    with pytest.raises(expect.Mismatch, match="another state"):
        expect.state(cirq.Circuit(), QUBITS, ONE, every_qubit=False)


@pytest.mark.parametrize("angle", [np.inf, -np.inf, np.nan])
def test_an_angle_that_is_not_finite_is_refused_in_words(angle: float) -> None:
    with pytest.raises(expect.Mismatch, match="NaN or an infinity"):
        expect.state(cirq.Circuit(cirq.ry(angle).on_each(*QUBITS)), QUBITS, ZERO)
