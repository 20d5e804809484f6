"""Right answers to `fidelity_kernel`, each written in its own way."""

import itertools
from functools import reduce

import cirq
import numpy as np


def _encoded(x, qubits):
    return cirq.Circuit(cirq.ry(angle)(q) for angle, q in zip(x, qubits))


def _states(X):
    """State vectors of the rows, shape (m, 2**d)."""
    pairs = np.stack([np.cos(X / 2), np.sin(X / 2)], axis=-1)
    return np.array([reduce(np.kron, row) for row in pairs])


def product_by_broadcasting(X, Y):
    return np.prod(np.cos((X[:, None, :] - Y[None, :, :]) / 2) ** 2, axis=-1)


def loops_over_pairs(X, Y):
    K = np.empty((len(X), len(Y)))
    for i, x in enumerate(X):
        for j, y in enumerate(Y):
            K[i, j] = np.prod(np.cos((x - y) / 2)) ** 2
    return K


def nested_lists(X, Y):
    return [[float(np.prod((1 + np.cos(x - y)) / 2)) for y in Y] for x in X]


def feature_after_feature(X, Y):
    K = np.ones((X.shape[0], Y.shape[0]))
    for i in range(X.shape[1]):
        K *= (1 + np.cos(np.subtract.outer(X[:, i], Y[:, i]))) / 2
    return K


def inner_products_of_states(X, Y):
    return np.abs(_states(X).conj() @ _states(Y).T) ** 2


def density_matrices(X, Y):
    def matrices(states):
        return np.einsum("ki,kj->kij", states, states)

    return np.einsum("aij,bji->ab", matrices(_states(X)), matrices(_states(Y)))


def simulated_states(X, Y):
    qubits = cirq.LineQubit.range(X.shape[1])
    simulator = cirq.Simulator()

    def states(rows):
        return np.array(
            [simulator.simulate(_encoded(row, qubits)).final_state_vector for row in rows]
        )

    return np.abs(states(X) @ states(Y).conj().T) ** 2


def forth_and_back(X, Y):
    qubits = cirq.LineQubit.range(X.shape[1])
    K = np.zeros((len(X), len(Y)))
    for (i, x), (j, y) in itertools.product(enumerate(X), enumerate(Y)):
        circuit = _encoded(x, qubits) + cirq.inverse(_encoded(y, qubits))
        K[i, j] = abs(circuit.final_state_vector(qubit_order=qubits)[0]) ** 2
    return K


def swap_test_of_each_feature(X, Y):
    control, first, second = cirq.LineQubit.range(3)

    def fidelity(a, b):
        circuit = cirq.Circuit(cirq.ry(a)(first), cirq.ry(b)(second), cirq.H(control))
        circuit += [cirq.CSWAP(control, first, second), cirq.H(control)]
        state = circuit.final_state_vector(qubit_order=[control, first, second])
        return 2 * np.sum(np.abs(state[:4]) ** 2) - 1

    return np.array([[np.prod([*map(fidelity, x, y)]) for y in Y] for x in X])


def bloch_vectors(X, Y):
    vectors_x = np.stack([np.sin(X), np.cos(X)], axis=-1)
    vectors_y = np.stack([np.sin(Y), np.cos(Y)], axis=-1)
    return np.prod((1 + np.einsum("aic,bic->abi", vectors_x, vectors_y)) / 2, axis=2)


def complex_exponentials(X, Y):
    amplitudes = (np.exp(1j * X)[:, None] + np.exp(1j * Y)[None]) / 2
    return np.prod(np.abs(amplitudes) ** 2, axis=2)


def single_precision(X, Y):
    X, Y = X.astype(np.float32), Y.astype(np.float32)
    return np.clip(np.prod(np.cos((X[:, None] - Y) / 2) ** 2, axis=2), 0, 1)
