"""Known wrong answers to `angle_encode`, each with what it says of the learner's thinking."""

import cirq
import numpy as np

from autograder import misconception


def checked(x, qubits):
    x = np.asarray(x, dtype=float)
    if len(x) != len(qubits) or not np.all(np.isfinite(x)):
        raise ValueError("bad arguments")
    return x


@misconception(
    "the exponent of a gate taken for an angle",
    "`cirq.Y(q)**x` turns by x half turns, that is by πx radians. `cirq.ry(x)` turns by x radians.",
)
def exponent_for_angle(x, qubits):
    return cirq.Circuit(cirq.Y(q) ** a for a, q in zip(checked(x, qubits), qubits))


@misconception(
    "the angle halved by hand",
    "R_y(θ) already holds the half angle: its matrix has cos(θ/2). Pass x itself, not x/2.",
)
def angle_halved(x, qubits):
    return cirq.Circuit(cirq.ry(a / 2)(q) for a, q in zip(checked(x, qubits), qubits))


@misconception(
    "the angle doubled",
    "The state turns by x on the Bloch sphere, so the rotation's angle is x, not 2x.",
)
def angle_doubled(x, qubits):
    return cirq.Circuit(cirq.ry(2 * a)(q) for a, q in zip(checked(x, qubits), qubits))


@misconception(
    "rotation about x in place of y",
    "R_x gives the same ⟨Z⟩ but another state: its amplitude of |1⟩ is imaginary. The task asks for R_y.",
)
def about_x(x, qubits):
    return cirq.Circuit(cirq.rx(a)(q) for a, q in zip(checked(x, qubits), qubits))


@misconception(
    "rotation about z in place of y",
    "R_z only changes the phase of |0⟩, which no measurement of Z can see: the feature is lost.",
)
def about_z(x, qubits):
    return cirq.Circuit(cirq.rz(a)(q) for a, q in zip(checked(x, qubits), qubits))


@misconception(
    "the sign of the angle turned round",
    "The circuit turns by −x. With R_y(x), a positive x gives |1⟩ a positive amplitude.",
)
def sign_turned(x, qubits):
    return cirq.Circuit(cirq.ry(-a)(q) for a, q in zip(checked(x, qubits), qubits))


@misconception(
    "features in reverse order",
    "Feature 0 belongs to `qubits[0]`; here the last feature went to the first qubit.",
)
def reversed_order(x, qubits):
    return cirq.Circuit(cirq.ry(a)(q) for a, q in zip(checked(x, qubits)[::-1], qubits))


@misconception(
    "qubits sorted before use",
    "The order of `qubits` is the caller's. Sorting them moves features to other qubits.",
)
def sorted_qubits(x, qubits):
    return cirq.Circuit(cirq.ry(a)(q) for a, q in zip(checked(x, qubits), sorted(qubits)))


@misconception(
    "zeros skipped",
    "Where x_i = 0 no gate was added, so the qubit is missing from the circuit; R_y(0) keeps it.",
)
def zeros_skipped(x, qubits):
    return cirq.Circuit(cirq.ry(a)(q) for a, q in zip(checked(x, qubits), qubits) if a)


@misconception(
    "arguments not checked",
    "`zip` stops silently at the shorter of its arguments. Compare the lengths, and look at "
    "`np.isfinite`, before the circuit is built.",
)
def unchecked(x, qubits):
    return cirq.Circuit(cirq.ry(a)(q) for a, q in zip(x, qubits))


@misconception(
    "not-a-number let through",
    "The lengths are compared, but a feature that is NaN or infinite still makes a circuit.",
)
def nan_allowed(x, qubits):
    if len(x) != len(qubits):
        raise ValueError("lengths differ")
    return cirq.Circuit(cirq.ry(a)(q) for a, q in zip(x, qubits))
