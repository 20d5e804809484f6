"""Right answers to `rotation_layer`, each written in its own way."""

import cirq
import numpy as np
import sympy


def one_moment(qubits, symbols):
    return cirq.Circuit(cirq.Moment(cirq.ry(t)(q) for q, t in zip(qubits, symbols)))


def appended_one_by_one(qubits, symbols):
    circuit = cirq.Circuit()
    for i in range(len(qubits)):
        circuit.append(cirq.ry(rads=symbols[i]).on(qubits[i]))
    return circuit


def powers_of_y(qubits, symbols):
    return cirq.Circuit(cirq.Y(q) ** (t / np.pi) for q, t in zip(qubits, symbols))


def exact_powers_of_y(qubits, symbols):
    gates = [cirq.YPowGate(exponent=t / sympy.pi, global_shift=-0.5) for t in symbols]
    return cirq.Circuit(gate(q) for gate, q in zip(gates, qubits))


def by_z_and_x(qubits, symbols):
    circuit = cirq.Circuit()
    for q, t in zip(qubits, symbols):
        circuit.append([cirq.S(q) ** -1, cirq.rx(t)(q), cirq.S(q)])
    return circuit


def phased_x(qubits, symbols):
    def gate(t):
        return cirq.PhasedXPowGate(phase_exponent=0.5, exponent=t / sympy.pi)

    return cirq.Circuit(gate(t)(q) for q, t in zip(qubits, symbols))


def a_frozen_piece_and_a_global_phase(qubits, symbols):
    piece = cirq.FrozenCircuit(map(lambda q, t: cirq.ry(t)(q), qubits, symbols))
    return cirq.Circuit(cirq.CircuitOperation(piece), cirq.global_phase_operation(1j))
