"""`feature_map(x, qubits)`: the angle encoding, R_y(x_i) on qubit i."""

import cirq
import numpy as np

from autograder import expect, points

HINTS = (
    "You wrote this function in the assignment on encoding: one rotation a feature, each on its own qubit.",
    "`cirq.ry(angle)` takes radians. Compare `len(x)` with `len(qubits)` and look at `np.isfinite` before you build.",
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


@points(0.5)
def test_one_feature_turns_one_qubit(learner, rng):
    """One feature x turns one qubit by x radians about the y axis."""
    for x in (np.pi / 2, -0.7, *rng.uniform(-6, 6, 2)):
        expect.state(learner.feature_map(np.array([x]), line(1)), line(1), encoded([x]))


@points(0.5)
def test_each_feature_turns_its_own_qubit(learner, rng):
    """Feature i turns qubit i and no other, in the order in which the qubits are given."""
    for n in (2, 3):
        x = rng.uniform(0.3, 3, n)
        expect.state(learner.feature_map(x, line(n)), line(n), encoded(x))
    scattered = [cirq.GridQubit(2, 1), cirq.GridQubit(0, 3), cirq.GridQubit(1, 1)]
    x = rng.uniform(0.3, 3, 3)
    expect.state(learner.feature_map(x, scattered), scattered, encoded(x))


@points(0.5)
def test_a_feature_of_zero_keeps_its_qubit(learner, rng):
    """Every qubit appears in the circuit, even where its feature is 0."""
    for x in ([0.0], [0.0, rng.uniform(0.5, 2)], [0.0, 0.0, 0.0]):
        circuit = learner.feature_map(np.array(x), line(len(x)))
        expect.state(circuit, line(len(x)), encoded(x))


@points(0.5)
def test_bad_arguments_are_refused(learner):
    """Good arguments give a circuit; lengths that differ and features that are not finite raise ValueError."""
    x = np.array([0.4, 1.1])
    expect.circuit(learner.feature_map(x, line(2)), line(2))
    for n in (3, 1):
        why = f"there are 2 features for {n} qubit{'s' if n > 1 else ''}"
        expect.raises(ValueError, learner, "feature_map", x, line(n), why=why)
    for bad in (np.nan, np.inf):
        why = f"a feature is {bad}"
        expect.raises(ValueError, learner, "feature_map", np.array([0.1, bad]), line(2), why=why)
