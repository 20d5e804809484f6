"""Right answers to `basis_encode`, each written in its own way."""

import cirq
import numpy as np


def _checked(bits, qubits):
    if len(bits) != len(qubits):
        raise ValueError("one bit a qubit")
    if not np.isin(bits, (0, 1)).all():
        raise ValueError("bits are 0 or 1")
    return np.asarray(bits).astype(int)


def flip_or_identity(bits, qubits):
    return cirq.Circuit(
        cirq.X(q) if bit == 1 else cirq.I(q) for bit, q in zip(_checked(bits, qubits), qubits)
    )


def only_the_flips(bits, qubits):
    circuit = cirq.Circuit()
    for i in range(len(_checked(bits, qubits))):
        if bits[i] == 1:
            circuit.append(cirq.X(qubits[i]))
    return circuit


def powers_of_x(bits, qubits):
    return cirq.Circuit(cirq.X(q) ** int(bit) for bit, q in zip(_checked(bits, qubits), qubits))


def half_turns_about_y(bits, qubits):
    return cirq.Circuit(cirq.ry(np.pi * bit)(q) for bit, q in zip(_checked(bits, qubits), qubits))


def y_up_to_a_phase(bits, qubits):
    flipped = [q for bit, q in zip(_checked(bits, qubits), qubits) if bit]
    return cirq.Circuit(cirq.I.on_each(*qubits), cirq.Y.on_each(*flipped))


def one_permutation_matrix(bits, qubits):
    index = int("".join(str(bit) for bit in _checked(bits, qubits)), 2)
    size = 2 ** len(qubits)
    return cirq.Circuit(cirq.MatrixGate(np.roll(np.eye(size), index, axis=0))(*qubits))


def sandwiched_phase_flips(bits, qubits):
    circuit = cirq.Circuit(cirq.H.on_each(*qubits))
    circuit.append(cirq.Z(q) for bit, q in zip(_checked(bits, qubits), qubits) if bit)
    circuit.append(cirq.H.on_each(*qubits))
    return circuit


def by_hand_without_numpy(bits, qubits):
    bits, qubits = list(bits), list(qubits)
    if len(bits) != len(qubits):
        raise ValueError(f"{len(bits)} bits for {len(qubits)} qubits")
    for bit in bits:
        if bit != 0 and bit != 1:
            raise ValueError(f"{bit} is not a bit")
    flips = [cirq.X(qubit) for bit, qubit in zip(bits, qubits) if bit == 1]
    return cirq.Circuit(flips)


def strings_of_gates(bits, qubits):
    gates = {0: cirq.I, 1: cirq.X}
    try:
        pairs = list(zip(bits, qubits, strict=True))
        return cirq.Circuit(gates[bit].on(qubit) for bit, qubit in pairs)
    except KeyError as error:
        raise ValueError(f"{error} is not a bit") from None
