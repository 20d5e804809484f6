"""Right answers to `encode_batch`, each written in its own way."""

import cirq
import numpy as np
import sympy
import tensorflow as tf
import tensorflow_quantum as tfq


def _circuit(x, qubits):
    return cirq.Circuit(cirq.ry(a)(q) for a, q in zip(x, qubits))


def convert_the_list(X, qubits):
    circuits = [_circuit(row, qubits) for row in X]
    return tfq.convert_to_tensor(circuits) if circuits else tf.zeros((0,), tf.string)


def convert_whatever_comes(X, qubits):
    return tfq.convert_to_tensor([_circuit(row, qubits) for row in X])


def concatenate_rows(X, qubits):
    rows = [tfq.convert_to_tensor([_circuit(row, qubits)]) for row in X]
    return tf.concat([tf.constant([], tf.string), *rows], axis=0)


def resolve_one_template(X, qubits):
    symbols = sympy.symbols([f"x{i:02d}" for i in range(len(qubits))])
    template = cirq.Circuit(cirq.ry(s)(q) for s, q in zip(symbols, qubits))
    names = [s.name for s in symbols]
    batch = tf.repeat(tfq.convert_to_tensor([template]), len(X))
    return tfq.resolve_parameters(batch, names, tf.constant(np.asarray(X), tf.float32))


def strings_by_hand(X, qubits):
    strings = [tfq.convert_to_tensor([_circuit(row, qubits)]).numpy()[0] for row in X]
    return tf.constant(strings, dtype=tf.string, shape=(len(strings),))


def other_gates(X, qubits):
    circuits = [
        cirq.Circuit(
            cirq.PhasedXPowGate(phase_exponent=0.5, exponent=a / np.pi)(q)
            for a, q in zip(row, qubits)
        )
        for row in np.asarray(X)
    ]
    return (
        tf.reshape(tfq.convert_to_tensor(circuits), (len(circuits),))
        if circuits
        else tf.constant([], tf.string)
    )
