"""Right answers to `feature_map`, each written in its own way."""

import cirq
import numpy as np


def _checked(x, qubits):
    x = np.asarray(x, dtype=float)
    if x.shape != (len(qubits),) or not np.isfinite(x).all():
        raise ValueError(f"{len(qubits)} finite features are needed, got {x}")
    return x


def list_of_gates(x, qubits):
    return cirq.Circuit([cirq.ry(a).on(q) for a, q in zip(_checked(x, qubits), qubits)])


def powers_of_y(x, qubits):
    circuit = cirq.Circuit()
    for i, angle in enumerate(_checked(x, qubits)):
        circuit.append(cirq.Y(qubits[i]) ** (angle / np.pi))
    return circuit


def conjugated_z_rotations(x, qubits):
    circuit = cirq.Circuit()
    for a, q in zip(_checked(x, qubits), qubits):
        circuit.append([cirq.rx(np.pi / 2)(q), cirq.rz(a)(q), cirq.rx(-np.pi / 2)(q)])
    return circuit


def matrices(x, qubits):
    def gate(a):
        c, s = np.cos(a / 2), np.sin(a / 2)
        return cirq.MatrixGate(np.array([[c, -s], [s, c]]))

    return cirq.Circuit(gate(a)(q) for a, q in zip(_checked(x, qubits), qubits))


def resolved_template(x, qubits):
    import sympy

    symbols = sympy.symbols([f"x{i}" for i in range(len(qubits))])
    template = cirq.Circuit(cirq.ry(s)(q) for s, q in zip(symbols, qubits))
    return cirq.resolve_parameters(template, dict(zip(symbols, _checked(x, qubits))))


def one_moment(x, qubits):
    return cirq.Circuit(
        cirq.Moment(cirq.ry(float(a))(q) for a, q in zip(_checked(x, qubits), qubits))
    )
