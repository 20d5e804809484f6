"""Known wrong answers to `feature_map`, each with what it says of the learner's thinking."""

import cirq
import numpy as np

from autograder import misconception


def checked(x, qubits):
    x = np.asarray(x, dtype=float)
    if len(x) != len(qubits) or not np.all(np.isfinite(x)):
        raise ValueError("one finite feature a qubit is needed")
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
    "features squeezed into a range first",
    "The features were rescaled to lie between 0 and π before they were encoded. The feature map encodes "
    "the angles that it is given; a scale computed from one row would make rows incomparable.",
)
def scaled_to_pi(x, qubits):
    x = checked(x, qubits)
    width = np.ptp(x)
    scaled = np.pi * (x - x.min()) / width if width else np.zeros_like(x)
    return cirq.Circuit(cirq.ry(a)(q) for a, q in zip(scaled, qubits))


@misconception(
    "rotation about x in place of y",
    "R_x gives the same ⟨Z⟩ but another state: its amplitude of |1⟩ is imaginary, so the variational "
    "circuit behind it sees other data. The task asks for R_y.",
)
def about_x(x, qubits):
    return cirq.Circuit(cirq.rx(a)(q) for a, q in zip(checked(x, qubits), qubits))


@misconception(
    "Hadamard gates in front",
    "A Hadamard gate before the rotation turns ⟨Z⟩ = cos x into −sin x. That is another feature map, common "
    "in the literature with R_z; here the rotations act on |0…0⟩.",
)
def hadamard_first(x, qubits):
    x = checked(x, qubits)
    return cirq.Circuit(cirq.H.on_each(*qubits), [cirq.ry(a)(q) for a, q in zip(x, qubits)])


@misconception(
    "entanglement in the feature map",
    "CNOT gates follow the rotations. Here the feature map leaves the qubits unentangled; entangling them is "
    "the variational circuit's work.",
)
def entangled(x, qubits):
    x = checked(x, qubits)
    rotations = [cirq.ry(a)(q) for a, q in zip(x, qubits)]
    return cirq.Circuit(
        rotations, [cirq.CNOT(qubits[i - 1], qubits[i]) for i in range(1, len(qubits))]
    )


@misconception(
    "the data uploaded twice",
    "Each feature was encoded twice, which doubles its angle. Uploading again makes a richer model only "
    "with trainable gates in between; two rotations about one axis in a row simply add.",
)
def uploaded_twice(x, qubits):
    rotations = [cirq.ry(a)(q) for a, q in zip(checked(x, qubits), qubits)]
    return cirq.Circuit(rotations, rotations)


@misconception(
    "every feature on the first qubit",
    "All rotations act on `qubits[0]`, where their angles add up to one number. Feature i belongs to qubit i.",
)
def all_on_one(x, qubits):
    circuit = cirq.Circuit(cirq.ry(a)(qubits[0]) for a in checked(x, qubits))
    circuit.append(cirq.I.on_each(*qubits))
    return circuit


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
