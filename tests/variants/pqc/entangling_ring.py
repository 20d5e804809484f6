"""Right answers to `entangling_ring`, each written in its own way."""

from itertools import pairwise

import cirq
import numpy as np


def indices(qubits):
    n = len(qubits)
    circuit = cirq.Circuit()
    for i in range(n - 1):
        circuit.append(cirq.CNOT(qubits[i], qubits[i + 1]))
    if n > 2:
        circuit.append(cirq.CNOT(qubits[n - 1], qubits[0]))
    return circuit


def modulo_over_a_chosen_range(qubits):
    n = len(qubits)
    links = n if n > 2 else n - 1
    return cirq.Circuit(cirq.CNOT(qubits[i], qubits[(i + 1) % n]) for i in range(links))


def hadamards_and_cz(qubits):
    def link(a, b):
        return [cirq.H(b), cirq.CZ(a, b), cirq.H(b)]

    pairs = list(pairwise(qubits)) + [(qubits[-1], qubits[0])] * (len(qubits) > 2)
    return cirq.Circuit(link(a, b) for a, b in pairs)


def controlled_x(qubits):
    closed = [*qubits, qubits[0]] if len(qubits) > 2 else qubits
    moments = [cirq.Moment(cirq.X(b).controlled_by(a)) for a, b in pairwise(closed)]
    return cirq.Circuit(moments)


def rolled_lists(qubits):
    controls, targets = list(qubits), [*qubits[1:], *qubits[:1]]
    if len(qubits) < 3:
        controls, targets = controls[:-1], targets[:-1]
    return cirq.Circuit(map(cirq.CNOT, controls, targets))


def one_permutation_matrix(qubits):
    n = len(qubits)
    if n == 1:
        return cirq.Circuit()
    matrix = np.zeros((2**n, 2**n))
    for bits in np.ndindex((2,) * n):
        after = np.cumsum(bits) % 2
        if n > 2:
            after[0] = (after[0] + after[-1]) % 2
        matrix[
            np.ravel_multi_index(tuple(after), (2,) * n), np.ravel_multi_index(bits, (2,) * n)
        ] = 1
    return cirq.Circuit(cirq.MatrixGate(matrix)(*qubits))
