"""Right answers to `angle_encode`, each written in its own way."""

import cirq
import numpy as np


def _checked(x, qubits):
    x = np.asarray(x, dtype=float)
    if len(x) != len(qubits) or not np.all(np.isfinite(x)):
        raise ValueError("one finite feature a qubit")
    return x


def list_of_gates(x, qubits):
    return cirq.Circuit([cirq.ry(a).on(q) for a, q in zip(_checked(x, qubits), qubits)])


def powers_of_y(x, qubits):
    return cirq.Circuit(cirq.Y(q) ** (a / np.pi) for a, q in zip(_checked(x, qubits), qubits))


def by_z_and_x(x, qubits):
    circuit = cirq.Circuit()
    for a, q in zip(_checked(x, qubits), qubits):
        circuit.append([cirq.rz(-np.pi / 2)(q), cirq.rx(a)(q), cirq.rz(np.pi / 2)(q)])
    return circuit


def matrices(x, qubits):
    def gate(a):
        c, s = np.cos(a / 2), np.sin(a / 2)
        return cirq.MatrixGate(np.array([[c, -s], [s, c]]))

    return cirq.Circuit(gate(a)(q) for a, q in zip(_checked(x, qubits), qubits))


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
