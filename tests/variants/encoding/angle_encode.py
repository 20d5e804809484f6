"""Right answers to `angle_encode`, each written in its own way."""

import math

import cirq
import numpy as np


def _checked(x, qubits):
    x = np.asarray(x, dtype=float)
    if len(x) != len(qubits) or not np.all(np.isfinite(x)):
        raise ValueError("one finite feature a qubit")
    return x


def list_of_gates(x, qubits):
    return cirq.Circuit([cirq.ry(a).on(q) for a, q in zip(_checked(x, qubits), qubits)])


def plain_loop_over_places(x, qubits):
    if len(x) != len(qubits):
        raise ValueError(f"{len(x)} features, {len(qubits)} qubits")
    circuit = cirq.Circuit()
    for i in range(len(qubits)):
        if math.isnan(x[i]) or math.isinf(x[i]):
            raise ValueError(f"feature {i} is {x[i]}")
        circuit.append(cirq.Ry(rads=x[i]).on(qubits[i]))
    return circuit


def powers_of_y(x, qubits):
    return cirq.Circuit(cirq.Y(q) ** (a / np.pi) for a, q in zip(_checked(x, qubits), qubits))


def by_z_and_x(x, qubits):
    circuit = cirq.Circuit()
    for a, q in zip(_checked(x, qubits), qubits):
        circuit.append([cirq.rz(-np.pi / 2)(q), cirq.rx(a)(q), cirq.rz(np.pi / 2)(q)])
    return circuit


def with_a_phase_flip_that_zero_does_not_feel(x, qubits):
    circuit = cirq.Circuit(cirq.Z.on_each(*qubits))
    circuit.append(cirq.ry(a)(q) for a, q in zip(_checked(x, qubits), qubits))
    return circuit


def matrices(x, qubits):
    def gate(a):
        c, s = np.cos(a / 2), np.sin(a / 2)
        return cirq.MatrixGate(np.array([[c, -s], [s, c]]))

    return cirq.Circuit(gate(a)(q) for a, q in zip(_checked(x, qubits), qubits))


def one_matrix_for_all(x, qubits):
    half = _checked(x, qubits) / 2
    turns = [np.array([[np.cos(h), -np.sin(h)], [np.sin(h), np.cos(h)]]) for h in half]
    return cirq.Circuit(cirq.MatrixGate(cirq.kron(*turns))(*qubits))


class _Turn(cirq.Gate):
    def __init__(self, angle):
        self.angle = angle

    def _num_qubits_(self):
        return 1

    def _decompose_(self, qubits):
        yield cirq.PhasedXPowGate(phase_exponent=0.5, exponent=self.angle / np.pi)(*qubits)


def own_gate(x, qubits):
    return cirq.Circuit(_Turn(a)(q) for a, q in zip(_checked(x, qubits), qubits))


def one_moment_and_a_global_phase(x, qubits):
    moment = cirq.Moment(cirq.ry(a)(q) for a, q in zip(_checked(x, qubits), qubits))
    return cirq.Circuit(moment, cirq.global_phase_operation(1j))


def whole_turns_taken_off(x, qubits):
    angles = np.remainder(_checked(x, qubits), 2 * np.pi)
    return cirq.Circuit(cirq.ry(float(a))(q) for a, q in zip(angles, qubits))


def zeros_kept_by_identities(x, qubits):
    x = _checked(x, qubits)
    return cirq.Circuit(cirq.ry(a)(q) if a != 0 else cirq.I(q) for a, q in zip(x, qubits))


def features_in_single_precision(x, qubits):
    angles = _checked(x, qubits).astype(np.float32)
    return cirq.Circuit(cirq.ry(angle)(q) for angle, q in zip(angles, qubits))


def resolved_symbols(x, qubits):
    import sympy

    names = [f"x{i}" for i in range(len(qubits))]
    circuit = cirq.Circuit(cirq.ry(sympy.Symbol(name))(q) for name, q in zip(names, qubits))
    return cirq.resolve_parameters(circuit, dict(zip(names, _checked(x, qubits))))
