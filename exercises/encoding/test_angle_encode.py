"""`angle_encode(x, qubits)`: R_y(x_i) on qubit i, so that ⟨Z_i⟩ = cos x_i."""

import cirq
import numpy as np

from autograder import expect, points

HINTS = (
    "Each feature turns its own qubit: which gate of Cirq turns a qubit about the y axis by an angle in radians?",
    "`cirq.ry(angle)` is a gate; `cirq.ry(angle)(qubit)` is that gate on a qubit. Loop over features and qubits together.",
    "`cirq.Circuit(cirq.ry(angle)(qubit) for angle, qubit in zip(x, qubits))`, after the two checks of the arguments.",
)


def encoded(x):
    """The state ⊗ (cos(x_i/2), sin(x_i/2)), shape (2**n,)."""
    state = np.ones(1)
    for angle in x:
        state = np.kron(state, [np.cos(angle / 2), np.sin(angle / 2)])
    return state


def line(n):
    return cirq.GridQubit.rect(1, n)


def expect_encoded(learner, x, qubits):
    """The learner's circuit prepares the state of the features x."""
    circuit = learner.angle_encode(np.array(x, dtype=float), qubits)
    expect.state(circuit, qubits, encoded(x))


@points(1)
def test_one_feature_turns_one_qubit(learner, rng):
    """One feature x turns one qubit by x radians about the y axis."""
    for x in (0.8, -0.7, np.pi / 2, np.pi, 4.0, -7.5, *rng.uniform(-3, 3, 2)):
        expect_encoded(learner, [x], line(1))


@points(1)
def test_each_feature_turns_its_own_qubit(learner, rng):
    """Feature i turns qubit i, for any number of qubits and wherever they lie."""
    expect_encoded(learner, [0.4, 1.9], line(2))
    expect_encoded(learner, [0.8, 0.8, -0.8], line(3))
    for n in (3, 5):
        expect_encoded(learner, rng.uniform(0.1, 3, n), line(n))
    scattered = [cirq.GridQubit(2, 1), cirq.GridQubit(0, 3), cirq.GridQubit(1, 1)]
    expect_encoded(learner, [0.3, 1.2, 2.1], scattered)


@points(0.5)
def test_a_feature_of_zero_keeps_its_qubit(learner, rng):
    """Every qubit appears in the circuit, even where its feature is 0."""
    for x in ([0.0], [0.0, rng.uniform(0.5, 2)], [0.0, 0.0, 0.0]):
        expect_encoded(learner, x, line(len(x)))


@points(0.25)
def test_lengths_that_differ_are_refused(learner, rng):
    """One feature for each qubit, else ValueError."""
    expect_encoded(learner, rng.uniform(0.5, 2, 3), line(3))
    short = "there are 2 features for 3 qubits"
    expect.raises(ValueError, learner, "angle_encode", np.array([0.1, 0.2]), line(3), why=short)
    long = "there are 2 features for 1 qubit"
    expect.raises(ValueError, learner, "angle_encode", np.array([0.1, 0.2]), line(1), why=long)


@points(0.25)
def test_features_that_are_not_finite_are_refused(learner, rng):
    """Every feature is a finite number, else ValueError."""
    expect_encoded(learner, rng.uniform(0.5, 2, 2), line(2))
    for bad in (np.nan, np.inf, -np.inf):
        why = f"a feature is {bad}"
        expect.raises(ValueError, learner, "angle_encode", np.array([0.1, bad]), line(2), why=why)
