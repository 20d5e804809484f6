"""Known wrong answers to `angle_encode`, each with what it says of the learner's thinking."""

import itertools

import cirq
import numpy as np

from autograder import misconception


def checked(x, qubits):
    x = np.asarray(x, dtype=float)
    if len(x) != len(qubits) or not np.all(np.isfinite(x)):
        raise ValueError("one finite feature for each qubit")
    return x


def turned(angles, qubits):
    return cirq.Circuit(cirq.ry(angle)(q) for angle, q in zip(angles, qubits))


@misconception(
    "half turns for radians",
    "The circuit turns by πx radians. That is what the exponent in `cirq.Y(q)**x` does, which counts half "
    "turns, and also `cirq.ry(np.pi * x)`. `cirq.ry(x)` turns by x radians.",
)
def half_turns(x, qubits):
    return cirq.Circuit(cirq.Y(q) ** a for a, q in zip(checked(x, qubits), qubits))


@misconception(
    "the angle halved by hand",
    "R_y(θ) already holds the half angle: its matrix has cos(θ/2). Pass x itself, not x/2.",
)
def angle_halved(x, qubits):
    return turned(checked(x, qubits) / 2, qubits)


@misconception(
    "the angle doubled",
    "The state turns by x on the Bloch sphere, so the rotation's angle is x, not 2x.",
)
def angle_doubled(x, qubits):
    return turned(2 * checked(x, qubits), qubits)


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
    "a Hadamard gate before the rotation",
    "Some encodings start from an equal superposition. This one starts from |0⟩: after an H, R_y(x) gives "
    "⟨Z⟩ = −sin x where cos x was asked for.",
)
def hadamard_first(x, qubits):
    return cirq.Circuit(cirq.H.on_each(*qubits)) + turned(checked(x, qubits), qubits)


@misconception(
    "the sign of the angle turned round",
    "The circuit turns by −x. With R_y(x), a small positive x gives |1⟩ a positive amplitude.",
)
def sign_turned(x, qubits):
    return turned(-checked(x, qubits), qubits)


@misconception(
    "the sign of the feature dropped",
    "x and −x give the same ⟨Z⟩, but not the same state. Turn by x with its sign: a later gate, or a "
    "measurement of X, can tell them apart.",
)
def sign_dropped(x, qubits):
    return turned(np.abs(checked(x, qubits)), qubits)


@misconception(
    "features clipped to a range",
    "Features outside [0, π] were cut off. Every finite x is a valid angle; choosing the range is the "
    "business of whoever scales the data.",
)
def clipped(x, qubits):
    return turned(np.clip(checked(x, qubits), 0, np.pi), qubits)


@misconception(
    "the angle reduced by π",
    "Expectation values repeat after 2π, not after π: R_y(4) and R_y(4 − π) make different states. There "
    "is no need to reduce x at all.",
)
def reduced_by_pi(x, qubits):
    return turned(np.mod(checked(x, qubits), np.pi), qubits)


@misconception(
    "degrees for radians",
    "The features are in radians already. `np.deg2rad` makes them about 57 times smaller.",
)
def degrees(x, qubits):
    return turned(np.deg2rad(checked(x, qubits)), qubits)


@misconception(
    "the cosine used as the angle",
    "cos x is the expectation value that the circuit ends with; the gate takes the angle x itself.",
)
def cosine_as_angle(x, qubits):
    return turned(np.cos(checked(x, qubits)), qubits)


@misconception(
    "features divided by the length of their vector",
    "Amplitudes have to be normalised, angles don't: each qubit's state has length one for any angle.",
)
def normalised(x, qubits):
    x = checked(x, qubits)
    return turned(x / (np.linalg.norm(x) or 1), qubits)


@misconception(
    "features in reverse order",
    "Feature 0 belongs to `qubits[0]`; here the last feature went to the first qubit.",
)
def reversed_order(x, qubits):
    return turned(checked(x, qubits)[::-1], qubits)


@misconception(
    "the first feature on every qubit",
    "All qubits were turned by x_0. Let feature and qubit advance together: `zip(x, qubits)`.",
)
def first_feature_everywhere(x, qubits):
    return turned([checked(x, qubits)[0]] * len(qubits), qubits)


@misconception(
    "all features on the first qubit",
    "The rotations add up on `qubits[0]` and the other qubits stay idle. Each feature has its own qubit.",
)
def one_qubit_for_all(x, qubits):
    return cirq.Circuit(cirq.ry(a)(qubits[0]) for a in checked(x, qubits))


@misconception(
    "entangling gates added",
    "CNOTs belong to the trained circuit that may follow. The encoding itself is one rotation a qubit, and "
    "⟨Z_i⟩ must be cos x_i for each of them.",
)
def entangled(x, qubits):
    ladder = cirq.Circuit(cirq.CNOT(a, b) for a, b in itertools.pairwise(qubits))
    return turned(checked(x, qubits), qubits) + ladder


@misconception(
    "qubits sorted before use",
    "The order of `qubits` is the caller's. Sorting them moves features to other qubits.",
)
def sorted_qubits(x, qubits):
    return turned(checked(x, qubits), sorted(qubits))


@misconception(
    "zeros skipped",
    "Where x_i = 0 no gate was added, so the qubit is missing from the circuit; R_y(0) keeps it.",
)
def zeros_skipped(x, qubits):
    return cirq.Circuit(cirq.ry(a)(q) for a, q in zip(checked(x, qubits), qubits) if a)


@misconception(
    "measured at the end",
    "An encoding prepares a state for the circuit that follows; a measurement would end it. Leave the "
    "measurement to whoever uses the state.",
)
def measured(x, qubits):
    return turned(checked(x, qubits), qubits) + cirq.Circuit(cirq.measure(*qubits))


@misconception(
    "arguments not checked",
    "`zip` stops silently at the shorter of its arguments. Compare the lengths, and look at "
    "`np.isfinite`, before the circuit is built.",
)
def unchecked(x, qubits):
    return turned(x, qubits)


@misconception(
    "assert for raise",
    "`assert` raises AssertionError, and vanishes altogether when Python runs with -O. It is for what can't happen; what "
    "a caller may get wrong asks for `raise ValueError(...)`.",
)
def asserted(x, qubits):
    assert len(x) == len(qubits)
    assert np.all(np.isfinite(x))
    return turned(x, qubits)


@misconception(
    "lengths not compared",
    "The values are checked, but `zip` stops silently at the shorter of its arguments. Compare `len(x)` "
    "with `len(qubits)` first.",
)
def lengths_unchecked(x, qubits):
    if not np.all(np.isfinite(x)):
        raise ValueError("features must be finite")
    return turned(x, qubits)


@misconception(
    "not-a-number let through",
    "The lengths are compared, but a feature that is NaN or infinite still makes a circuit.",
)
def nan_allowed(x, qubits):
    if len(x) != len(qubits):
        raise ValueError("lengths differ")
    return turned(x, qubits)


@misconception(
    "infinite features let through",
    "`np.isnan` finds NaN but not infinity. `np.isfinite` is false for both.",
)
def infinity_allowed(x, qubits):
    if len(x) != len(qubits) or np.any(np.isnan(x)):
        raise ValueError("bad features")
    return turned(x, qubits)
