"""Right answers to `predict_labels`, each written in its own way; `build_classifier` serves them."""

import cirq
import numpy as np
import sympy
import tensorflow as tf
import tensorflow_quantum as tfq


def _build(qubits, num_layers, seed):
    names = [f"w{k:04d}" for k in range(2 * len(qubits) * num_layers)]
    symbols = iter(sympy.symbols(names))
    circuit = cirq.Circuit()
    for _ in range(num_layers):
        circuit.append([gate(next(symbols))(q) for q in qubits for gate in (cirq.rx, cirq.ry)])
        circuit.append([cirq.CZ(a, b) for i, a in enumerate(qubits) for b in qubits[i + 1 :]])
    start = tf.keras.initializers.RandomUniform(0, 2 * np.pi, seed=seed)
    strings = tf.keras.Input(shape=(), dtype=tf.string)
    z = tfq.layers.PQC(circuit, cirq.Z(qubits[0]), initializer=start)(strings)
    return tf.keras.Model(strings, tf.keras.layers.Rescaling(-0.5, offset=0.5)(z))


build_classifier = _build


def _circuits(X):
    qubits = cirq.GridQubit.rect(1, X.shape[1])
    return [cirq.Circuit(cirq.ry(a)(q) for a, q in zip(row, qubits)) for row in X]


def _encode(X):
    return tfq.convert_to_tensor(_circuits(X)) if len(X) else tf.zeros((0,), tf.string)


def call_the_model(model, X):
    return (np.asarray(model(_encode(X)))[:, 0] >= 0.5).astype(int)


def predict_in_batches(model, X):
    if not len(X):
        return np.zeros(0, dtype=int)
    return np.where(model.predict(_encode(X), batch_size=4, verbose=0).ravel() < 0.5, 0, 1)


def row_by_row(model, X):
    labels = [int(model(tfq.convert_to_tensor([c])).numpy().item() >= 0.5) for c in _circuits(X)]
    return np.array(labels, dtype=np.int64)


def in_tensorflow(model, X):
    p = tf.squeeze(model(_encode(X)), axis=1)
    return tf.cast(tf.greater_equal(p, 0.5), tf.int32)


def rounding_half_up(model, X):
    return np.floor(model.predict_on_batch(_encode(X))[:, 0] + 0.5).astype(np.int32)


def plain_list(model, X):
    return [1 if p >= 0.5 else 0 for (p,) in model(_encode(X)).numpy()]
