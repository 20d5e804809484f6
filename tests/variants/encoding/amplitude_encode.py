"""Right answers to `amplitude_encode`, each written in its own way."""

import itertools
import math

import cirq
import numpy as np
import scipy.linalg


def _checked(v, qubits):
    v = np.array(v, dtype=float)
    if v.shape != (2 ** len(qubits),):
        raise ValueError(f"{len(qubits)} qubits take {2 ** len(qubits)} entries")
    if not np.all(np.isfinite(v)):
        raise ValueError("entries must be finite")
    if not np.any(v):
        raise ValueError("the zero vector is no state")
    return v / np.linalg.norm(v)


def _splits(v, k):
    """The pairs that qubit k splits, shape (2**k, 2)."""
    halves = v.reshape(2**k, 2, -1)
    return halves[:, :, 0] if halves.shape[2] == 1 else np.linalg.norm(halves, axis=2)


def _angles(v, k):
    pairs = _splits(v, k)
    return 2 * np.arctan2(pairs[:, 1], pairs[:, 0])


def controlled_rotations(v, qubits):
    v, circuit = _checked(v, qubits), cirq.Circuit()
    for k, target in enumerate(qubits):
        for pattern, angle in zip(itertools.product((0, 1), repeat=k), _angles(v, k)):
            rotation = cirq.ry(angle)(target)
            circuit.append(rotation.controlled_by(*qubits[:k], control_values=pattern))
    return circuit


def flips_around_controls(v, qubits):
    v, circuit = _checked(v, qubits), cirq.Circuit()
    for k, target in enumerate(qubits):
        for j, angle in enumerate(_angles(v, k)):
            zeros = [q for i, q in enumerate(qubits[:k]) if not j >> (k - 1 - i) & 1]
            circuit.append(cirq.X.on_each(*zeros))
            turn = cirq.ry(angle)(target)
            circuit.append(cirq.ControlledOperation(qubits[:k], turn) if k else turn)
            circuit.append(cirq.X.on_each(*zeros))
    return circuit


def recursion_over_halves(v, qubits):
    def branch(part, rest, conditions):
        half = len(part) // 2
        a, b = part if half == 1 else (np.linalg.norm(part[:half]), np.linalg.norm(part[half:]))
        turn = cirq.ry(2 * math.atan2(b, a))(rest[0])
        yield turn.controlled_by(*conditions, control_values=list(conditions.values()))
        if half > 1:
            yield from branch(part[:half], rest[1:], {**conditions, rest[0]: 0})
            yield from branch(part[half:], rest[1:], {**conditions, rest[0]: 1})

    return cirq.Circuit(branch(_checked(v, qubits), list(qubits), {}))


def multiplexed_by_sum_and_difference(v, qubits):
    def multiplexed(angles, controls, target):
        if len(angles) == 1:
            yield cirq.ry(angles[0])(target)
            return
        left, right = angles[: len(angles) // 2], angles[len(angles) // 2 :]
        yield from multiplexed((left + right) / 2, controls[1:], target)
        yield cirq.CNOT(controls[0], target)
        yield from multiplexed((left - right) / 2, controls[1:], target)
        yield cirq.CNOT(controls[0], target)

    v = _checked(v, qubits)
    return cirq.Circuit(multiplexed(_angles(v, k), qubits[:k], q) for k, q in enumerate(qubits))


def gray_code(v, qubits):
    v, circuit = _checked(v, qubits), cirq.Circuit()
    for k, target in enumerate(qubits):
        size = 2**k
        codes = [j ^ (j >> 1) for j in range(size)]
        signs = [[(-1) ** (i & code).bit_count() for i in range(size)] for code in codes]
        for j, angle in enumerate(np.array(signs) @ _angles(v, k) / size):
            circuit.append(cirq.ry(angle)(target))
            changed = (codes[j] ^ codes[(j + 1) % size]).bit_length()
            if changed:
                circuit.append(cirq.CNOT(qubits[k - changed], target))
    return circuit


def householder_reflection(v, qubits):
    v = _checked(v, qubits)
    w = v - np.eye(len(v))[0]
    if np.allclose(w, 0):
        return cirq.Circuit(cirq.I.on_each(*qubits))
    reflection = np.eye(len(v)) - 2 * np.outer(w, w) / (w @ w)
    return cirq.Circuit(cirq.MatrixGate(reflection)(*qubits))


def completed_by_qr(v, qubits):
    v = _checked(v, qubits)
    matrix, _ = np.linalg.qr(np.column_stack([v, np.eye(len(v))[:, 1:]]))
    return cirq.Circuit(cirq.MatrixGate(matrix)(*qubits))


def completed_by_its_null_space(v, qubits):
    v = _checked(v, qubits)
    matrix = np.column_stack([v, scipy.linalg.null_space(v[np.newaxis])])
    return cirq.Circuit(cirq.MatrixGate(matrix.astype(complex))(*qubits))


def one_matrix_a_level(v, qubits):
    def turn(angle):
        c, s = np.cos(angle / 2), np.sin(angle / 2)
        return np.array([[c, -s], [s, c]])

    v, circuit = _checked(v, qubits), cirq.Circuit()
    for k in range(len(qubits)):
        matrix = scipy.linalg.block_diag(*[turn(angle) for angle in _angles(v, k)])
        circuit.append(cirq.MatrixGate(matrix)(*qubits[: k + 1]))
    return circuit


def sizes_first_then_signs(v, qubits):
    v = _checked(v, qubits)
    circuit = controlled_rotations(np.abs(v), qubits)
    circuit.append(cirq.DiagonalGate([np.pi * (entry < 0) for entry in v])(*qubits))
    return circuit


def undone_from_the_last_qubit(v, qubits):
    rest, undo = _checked(v, qubits), cirq.Circuit()
    for k in reversed(range(len(qubits))):
        pairs = rest.reshape(-1, 2)
        for pattern, (a, b) in zip(itertools.product((0, 1), repeat=k), pairs):
            turn = cirq.ry(-2 * np.arctan2(b, a))(qubits[k])
            undo.append(turn.controlled_by(*qubits[:k], control_values=pattern))
        rest = np.hypot(pairs[:, 0], pairs[:, 1])
    return cirq.inverse(undo)


def schmidt_decomposition(v, qubits):
    v, n = _checked(v, qubits), len(qubits)
    if n == 1:
        return cirq.Circuit(cirq.ry(2 * np.arctan2(v[1], v[0]))(qubits[0]))
    first, second = qubits[: n // 2], qubits[n // 2 :]
    left, weights, right = np.linalg.svd(v.reshape(2 ** len(first), -1))
    circuit = schmidt_decomposition(weights, first)
    circuit.append(cirq.CNOT(a, b) for a, b in zip(first, second[len(second) - len(first) :]))
    circuit.append(cirq.MatrixGate(left)(*first))
    circuit.append(cirq.MatrixGate(right.T)(*second))
    return circuit


def easy_cases_by_easy_gates(v, qubits):
    v = _checked(v, qubits)
    places = np.flatnonzero(v)
    if len(places) == 1:
        digits = f"{places[0]:0{len(qubits)}b}"
        return cirq.Circuit(cirq.X(q) for digit, q in zip(digits, qubits) if digit == "1")
    if np.all(v == v[0]):
        return cirq.Circuit(cirq.H.on_each(*qubits))
    if not np.any(v[len(v) // 2 :]):
        return easy_cases_by_easy_gates(v[: len(v) // 2], qubits[1:])
    return completed_by_qr(v, qubits)


def zero_angles_left_out(v, qubits):
    v, circuit = _checked(v, qubits), cirq.Circuit()
    for k, target in enumerate(qubits):
        for pattern, angle in zip(itertools.product((0, 1), repeat=k), _angles(v, k)):
            if angle != 0:
                turn = cirq.ry(angle)(target)
                circuit.append(turn.controlled_by(*qubits[:k], control_values=pattern))
    return circuit


class _Load(cirq.Gate):
    def __init__(self, v):
        self.v = v

    def _num_qubits_(self):
        return len(self.v).bit_length() - 1

    def _unitary_(self):
        w = self.v + np.copysign(1.0, self.v[0]) * np.eye(len(self.v))[0]
        return np.eye(len(w)) - 2 * np.outer(w, w) / (w @ w)


def own_gate(v, qubits):
    return cirq.Circuit(_Load(_checked(v, qubits)).on(*qubits))


def boxed_circuit(v, qubits):
    inner = controlled_rotations(v, qubits)
    return cirq.Circuit(cirq.CircuitOperation(inner.freeze()))


def lists_without_numpy(v, qubits):
    v, n = [float(entry) for entry in v], len(qubits)
    if len(v) != 2**n or not all(map(math.isfinite, v)) or all(entry == 0 for entry in v):
        raise ValueError("can't encode this")
    levels = [v]
    while len(levels[0]) > 1:
        below = levels[0]
        levels.insert(0, [math.hypot(*below[i : i + 2]) for i in range(0, len(below), 2)])
    circuit = cirq.Circuit()
    for k in range(n):
        for j in range(2**k):
            a, b = levels[k + 1][2 * j : 2 * j + 2]
            pattern = [int(digit) for digit in f"{j:b}".zfill(k)] if k else []
            turn = cirq.ry(2 * math.atan2(b, a)).on(qubits[k])
            circuit.append(turn.controlled_by(*qubits[:k], control_values=pattern))
    return circuit


def single_precision(v, qubits):
    v = _checked(v, qubits).astype(np.float32)
    return cirq.Circuit(
        cirq.ry(angle)(q).controlled_by(*qubits[:k], control_values=pattern)
        for k, q in enumerate(qubits)
        for pattern, angle in zip(itertools.product((0, 1), repeat=k), _angles(v, k))
    )
