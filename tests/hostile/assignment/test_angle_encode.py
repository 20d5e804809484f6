"""`angle_encode(x, qubits)`: R_y(x_i) on qubit i."""

import cirq
import numpy as np

from autograder import expect, points

QUBITS = cirq.GridQubit.rect(1, 2)


def encoded(x):
    """The state ⊗ (cos(x_i/2), sin(x_i/2)), shape (4,)."""
    first, second = ([np.cos(angle / 2), np.sin(angle / 2)] for angle in x)
    return np.kron(first, second)


@points(1)
def test_zeros_change_nothing(learner):
    """Features of zero leave both qubits in |0⟩."""
    expect.state(learner.angle_encode(np.zeros(2), QUBITS), QUBITS, encoded([0, 0]))


@points(1)
def test_each_feature_turns_its_qubit(learner, rng):
    """Feature i turns qubit i about the y axis."""
    x = rng.uniform(0.5, 2.5, 2)
    expect.state(learner.angle_encode(x, QUBITS), QUBITS, encoded(x))
