"""Known wrong answers to `amplitude_encode`, each with what it says of the learner's thinking."""

import itertools

import cirq
import numpy as np

from autograder import misconception


def checked(v, qubits):
    v = np.array(v, dtype=float)
    if v.shape != (2 ** len(qubits),) or not np.all(np.isfinite(v)) or not np.any(v):
        raise ValueError("2**n finite entries, not all zero")
    return v


def right_angle(a, b):
    return 2 * np.arctan2(b, a)


def same_pattern(pattern):
    return pattern


def prepared(v, qubits, angle=right_angle, pattern_of=same_pattern):
    """The tree of splits: each qubit rotated under the control of those before it."""
    circuit = cirq.Circuit()
    for k, target in enumerate(qubits):
        halves = np.reshape(v, (2**k, 2, -1))
        sizes = np.linalg.norm(halves, axis=2) if halves.shape[2] > 1 else halves[:, :, 0]
        for pattern, (a, b) in zip(itertools.product((0, 1), repeat=k), sizes):
            rotation = cirq.ry(angle(a, b))(target)
            values = pattern_of(pattern)
            circuit.append(rotation.controlled_by(*qubits[:k], control_values=values))
    return circuit


def householder(v):
    """An orthogonal matrix whose first column is v, of length one."""
    w = v.copy()
    w[0] += 1 if v[0] >= 0 else -1
    return (np.eye(len(v)) - 2 * np.outer(w, w) / (w @ w)) * (-1 if v[0] >= 0 else 1)


@misconception(
    "a channel in place of gates",
    "`cirq.StatePreparationChannel` throws away whatever state the qubits had and puts a new one there. That is not "
    "a unitary gate: it has no inverse, and no circuit of rotations and CNOTs has been found. Build the state from "
    "gates.",
)
def channel(v, qubits):
    v = checked(v, qubits)
    return cirq.Circuit(cirq.StatePreparationChannel(v / np.linalg.norm(v))(*qubits))


@misconception(
    "the half angle forgotten",
    "R_y(θ) makes cos(θ/2)|0⟩ + sin(θ/2)|1⟩. For amplitudes in the ratio a : b the angle is therefore "
    "2·arctan2(b, a), twice the angle of the point (a, b).",
)
def half_angle(v, qubits):
    return prepared(checked(v, qubits), qubits, lambda a, b: np.arctan2(b, a))


@misconception(
    "the arguments of arctan2 swapped",
    "`np.arctan2` takes the ordinate first: the angle of the point (a, b) is `np.arctan2(b, a)`. Swapped, the "
    "amplitudes of |0⟩ and |1⟩ trade places in every split.",
)
def arctan_swapped(v, qubits):
    return prepared(checked(v, qubits), qubits, lambda a, b: 2 * np.arctan2(a, b))


@misconception(
    "entries taken for probabilities",
    "The square roots of the entries became the amplitudes, as if the entries were probabilities. Here they are the "
    "amplitudes themselves, but for the common factor 1/‖v‖.",
)
def roots_as_amplitudes(v, qubits):
    v = checked(v, qubits)
    return prepared(np.sign(v) * np.sqrt(np.abs(v)), qubits)


@misconception(
    "squares for amplitudes",
    "The squares of the entries became the amplitudes. A measurement squares amplitudes by itself; the state holds "
    "the entries as they are, divided by ‖v‖.",
)
def squares_as_amplitudes(v, qubits):
    v = checked(v, qubits)
    return prepared(np.sign(v) * (v / np.abs(v).max()) ** 2, qubits)


@misconception(
    "a vector of length one expected",
    "This works only for vectors of length one; any other ends in an error, for example that a matrix is not unitary. "
    "Divide by `np.linalg.norm(v)` first.",
)
def not_normalised(v, qubits):
    v = checked(v, qubits)
    if not np.isclose(np.linalg.norm(v), 1):
        raise ValueError("Not a unitary matrix")
    return cirq.Circuit(cirq.MatrixGate(householder(v))(*qubits))


@misconception(
    "the argument itself divided",
    "`v /= np.linalg.norm(v)` changes the array that belongs to the caller, who may need it again. "
    "`v = v / np.linalg.norm(v)` makes a new one.",
)
def divided_in_place(v, qubits):
    checked(v, qubits)
    v /= np.linalg.norm(v)
    return prepared(v, qubits)


@misconception(
    "the vector in the first row of the matrix",
    "A circuit starts from |0...0⟩, and a matrix takes it to its first column. The vector was put into the first row: "
    "transpose the matrix.",
)
def row_for_column(v, qubits):
    v = checked(v, qubits)
    size = len(v)
    basis = np.linalg.qr(np.column_stack([v, np.eye(size)[:, : size - 1]]))[0]
    return cirq.Circuit(cirq.MatrixGate(basis.T)(*qubits))


@misconception(
    "the qubits in reverse order",
    "The last qubit was taken for the most significant one. Entry k belongs to |k⟩ with `qubits[0]` as the leading "
    "binary digit: the first split of the tree, half against half, is the rotation of `qubits[0]`.",
)
def reversed_qubits(v, qubits):
    return prepared(checked(v, qubits), qubits[::-1])


@misconception(
    "qubits sorted before use",
    "The order of `qubits` is the caller's. Sorting them permutes the amplitudes.",
)
def sorted_qubits(v, qubits):
    return prepared(checked(v, qubits), sorted(qubits))


@misconception(
    "rotations without controls",
    "Each qubit was turned on its own, so the state is a product. The second split has one angle for the left half and "
    "another for the right one: its rotation must depend on the qubits before it.",
)
def product_state(v, qubits):
    v = checked(v, qubits)
    circuit = cirq.Circuit()
    for k, target in enumerate(qubits):
        halves = np.moveaxis(v.reshape((2,) * len(qubits)), k, 0).reshape(2, -1)
        a, b = halves[:, 0] if len(qubits) == 1 else np.linalg.norm(halves, axis=1)
        circuit.append(cirq.ry(right_angle(a, b))(target))
    return circuit


@misconception(
    "all controls on one",
    "Every rotation waits for its controls to read 1...1, also those of other branches of the tree. Say which reading "
    "each belongs to: `control_values=...`, or X gates before and after.",
)
def controls_on_one(v, qubits):
    return prepared(checked(v, qubits), qubits, pattern_of=lambda pattern: (1,) * len(pattern))


@misconception(
    "the two branches exchanged",
    "The angles for the half where the control reads 0 were applied where it reads 1, and the other way round.",
)
def branches_exchanged(v, qubits):
    return prepared(checked(v, qubits), qubits, pattern_of=lambda p: tuple(1 - bit for bit in p))


@misconception(
    "the controls read backwards",
    "With two or more controls, the pattern was matched to them in reverse. The first control is the most significant "
    "bit of the branch's number.",
)
def controls_backwards(v, qubits):
    return prepared(checked(v, qubits), qubits, pattern_of=lambda pattern: pattern[::-1])


@misconception(
    "the branches' angles used as they are between CNOTs",
    "R_y(α), CNOT, R_y(β), CNOT turns the target by α + β where the control reads 0, and by α − β where it reads 1. To "
    "get the angles a and b of the two branches, take α = (a + b)/2 and β = (a − b)/2.",
)
def angles_not_combined(v, qubits):
    v = checked(v, qubits)

    def multiplexed(angles, controls, target):
        if not controls:
            return [cirq.ry(angles[0])(target)]
        left, right = np.split(np.asarray(angles), 2)
        flip = cirq.CNOT(controls[0], target)
        first = multiplexed(left, controls[1:], target)
        return [*first, flip, *multiplexed(right, controls[1:], target), flip]

    circuit = cirq.Circuit()
    for k, target in enumerate(qubits):
        halves = v.reshape(2**k, 2, -1)
        sizes = np.linalg.norm(halves, axis=2) if halves.shape[2] > 1 else halves[:, :, 0]
        circuit.append(multiplexed(right_angle(*sizes.T), qubits[:k], target))
    return circuit


@misconception(
    "signs lost",
    "All amplitudes came out positive. Lengths, squares and square roots know no sign: at the last qubit split the "
    "entries themselves, by `np.arctan2`.",
)
def signs_lost(v, qubits):
    return prepared(np.abs(checked(v, qubits)), qubits)


@misconception(
    "arccos for arctan2",
    "An arccosine is never negative, so it loses the sign of the second number of each pair (and an arcsine that of "
    "the first). `np.arctan2(b, a)` looks at both.",
)
def arccos_for_arctan2(v, qubits):
    def angle(a, b):
        return 2 * np.arccos(np.clip(a / (np.hypot(a, b) or 1), -1, 1)) if (a or b) else 0.0

    return prepared(checked(v, qubits), qubits, angle)


@misconception(
    "arctan for arctan2",
    "`np.arctan(b / a)` can't tell (a, b) from (−a, −b): the sign of such a pair is lost against its neighbours, and "
    "a = 0 divides by zero. `np.arctan2(b, a)` knows the quadrant.",
)
def arctan_for_arctan2(v, qubits):
    def angle(a, b):
        return 2 * np.arctan(b / a) if a else np.sign(b) * np.pi

    return prepared(checked(v, qubits), qubits, angle)


@misconception(
    "negative entries refused",
    "Amplitudes may be negative, and this is what sets them apart from probabilities. Refuse only what is not finite.",
)
def negatives_refused(v, qubits):
    if np.any(np.asarray(v) < 0):
        raise ValueError("negative entries")
    return prepared(checked(v, qubits), qubits)


@misconception(
    "the sum taken for the length",
    "Entries of both signs can add up to zero without being zero, as in (−1, 1). A vector is zero if its norm is, or if "
    "`not np.any(v)`.",
)
def sum_for_length(v, qubits):
    if np.sum(v) == 0:
        raise ValueError("zero vector")
    return prepared(checked(v, qubits), qubits)


@misconception(
    "zero divided by zero",
    "Where both parts of a split are zero, their ratio is NaN, and so is the angle. Nothing reaches that branch, so "
    "any finite angle will do; `np.arctan2(0, 0)` is 0.",
)
def nought_by_nought(v, qubits):
    def angle(a, b):
        with np.errstate(invalid="ignore"):
            return right_angle(np.divide(a, np.hypot(a, b)), np.divide(b, np.hypot(a, b)))

    return prepared(checked(v, qubits), qubits, angle)


@misconception(
    "every zero refused",
    "Single entries may be zero, and data often have many of them. Refuse only a vector in which all are: "
    "`not np.any(v)`, not `not np.all(v)`.",
)
def zeros_refused(v, qubits):
    if not np.all(v):
        raise ValueError("zero vector")
    return prepared(checked(v, qubits), qubits)


@misconception(
    "tiny vectors taken for zero",
    "`np.allclose(v, 0)` and thresholds such as 1e-10 also catch vectors that are merely short. Data come in any unit; "
    "compare with exactly 0.",
)
def tiny_refused(v, qubits):
    if np.allclose(v, 0):
        raise ValueError("zero vector")
    return prepared(checked(v, qubits), qubits)


@misconception(
    "a small number added to the length",
    "Adding something like 1e-8 so as not to divide by zero changes short vectors a lot. Refuse the zero vector, and "
    "then divide by the norm itself.",
)
def small_number_added(v, qubits):
    v = checked(v, qubits)

    def angle(a, b):
        return 2 * np.arccos(np.clip(a / (np.hypot(a, b) + 1e-9), -1, 1)) * (1 if b >= 0 else -1)

    return prepared(v, qubits, angle if np.linalg.norm(v) < 1e-3 else right_angle)


@misconception(
    "short vectors filled up and long ones cut",
    "A vector of another length was made to fit by zeros, or by leaving entries out. Padding is sensible, but it is the "
    "caller's decision: ask for exactly 2**len(qubits) entries.",
)
def padded(v, qubits):
    v, size = np.asarray(v, dtype=float), 2 ** len(qubits)
    return prepared(checked(np.pad(v[:size], (0, max(0, size - len(v)))), qubits), qubits)


@misconception(
    "the number of qubits not compared",
    "That the vector has some power of two of entries is not enough: it has to be 2**len(qubits), or qubits are left "
    "over or missing.",
)
def any_power_of_two(v, qubits):
    n = int(np.log2(len(v)))
    if 2**n != len(v):
        raise ValueError("not a power of two")
    return prepared(checked(v, cirq.LineQubit.range(n)), qubits[:n])


@misconception(
    "assert for raise",
    "`assert` raises AssertionError, and vanishes altogether when Python runs with -O. It is for what can't happen; what "
    "a caller may get wrong asks for `raise ValueError(...)`.",
)
def asserted(v, qubits):
    assert len(v) == 2 ** len(qubits)
    assert np.all(np.isfinite(v))
    assert np.any(v)
    return prepared(v, qubits)


@misconception(
    "the zero vector let through",
    "A vector of zeros has no direction, so there is no state to prepare; here it became |0...0⟩. Raise ValueError.",
)
def zero_allowed(v, qubits):
    return prepared(v, qubits) if not np.any(v) else prepared(checked(v, qubits), qubits)


@misconception(
    "not-a-number let through",
    "An entry that is NaN or infinite still makes a circuit. Ask `np.all(np.isfinite(v))` before anything else.",
)
def not_finite_allowed(v, qubits):
    return prepared(checked(np.nan_to_num(v), qubits), qubits)


@misconception(
    "infinite entries let through",
    "`np.isnan` finds NaN but not infinity. `np.isfinite` is false for both.",
)
def infinity_allowed(v, qubits):
    return prepared(checked(np.nan_to_num(v, nan=np.nan), qubits), qubits)


@misconception(
    "measured at the end",
    "An encoding prepares a state for the circuit that follows; a measurement would end it. Leave the measurement to "
    "whoever uses the state.",
)
def measured(v, qubits):
    return prepared(checked(v, qubits), qubits) + cirq.Circuit(cirq.measure(*qubits))
