"""Known wrong answers to `encode_batch`, each with what it says of the learner's thinking."""

import cirq
import numpy as np
import tensorflow as tf
import tensorflow_quantum as tfq

from autograder import misconception


def feature_map(x, qubits):
    x = np.asarray(x, dtype=float)
    if len(x) != len(qubits) or not np.all(np.isfinite(x)):
        raise ValueError("one finite feature a qubit is needed")
    return cirq.Circuit(cirq.ry(a)(q) for a, q in zip(x, qubits))


def serialised(circuits):
    return tfq.convert_to_tensor(circuits) if circuits else tf.zeros((0,), tf.string)


@misconception(
    "the circuits left as a list",
    "A list of Cirq circuits was returned. A Keras model takes tensors only: `tfq.convert_to_tensor` turns "
    "the list into a tensor of strings.",
)
def list_of_circuits(X, qubits):
    return [feature_map(row, qubits) for row in X]


@misconception(
    "the features themselves as the tensor",
    "The tensor holds the numbers of X, not circuits. The quantum layer adds its gates to circuits that "
    "already hold the data.",
)
def features_as_tensor(X, qubits):
    return tf.constant(X, dtype=tf.float32)


@misconception(
    "the whole batch in one circuit",
    "All rows were appended to one circuit, where their rotations add up. Each row is its own experiment and "
    "needs its own circuit.",
)
def one_circuit(X, qubits):
    return tfq.convert_to_tensor([cirq.Circuit(feature_map(row, qubits) for row in X)])


@misconception(
    "one row a tensor, stacked",
    "Each row was converted on its own and the results stacked, so the shape is (batch, 1). The quantum layer "
    "expects (batch,): convert the list of all circuits at once.",
)
def stacked(X, qubits):
    if not len(X):
        return serialised([])
    return tf.stack([tfq.convert_to_tensor([feature_map(row, qubits)]) for row in X])


@misconception(
    "columns taken for rows",
    "The loop ran over the columns of X. A row is one example, and its entries are the features.",
)
def columns(X, qubits):
    return serialised([feature_map(column, qubits[: len(column)]) for column in np.transpose(X)])


@misconception(
    "one circuit a feature",
    "Every feature got a circuit of its own, so that a row is spread over several circuits. All features of a "
    "row belong into one circuit, side by side.",
)
def circuit_a_feature(X, qubits):
    return serialised([cirq.Circuit(cirq.ry(a)(q)) for row in X for a, q in zip(row, qubits)])


@misconception(
    "only the first row encoded",
    "The tensor holds the circuit of the first row and no other. Encode every row of X.",
)
def first_row(X, qubits):
    return serialised([feature_map(row, qubits) for row in X[:1]])


@misconception(
    "the batch rescaled to angles from 0 to π",
    "The columns were stretched to the range from 0 to π with this batch's own smallest and largest values. Then "
    "the same row gets another circuit in another batch. Encode the numbers as they are.",
)
def rescaled(X, qubits):
    X = np.asarray(X, dtype=float)
    if not len(X):
        return serialised([])
    width = np.where(np.ptp(X, axis=0) > 0, np.ptp(X, axis=0), 1)
    scaled = np.pi * (X - X.min(axis=0)) / width
    return serialised([feature_map(row, qubits) for row in scaled])


@misconception(
    "rows sorted on the way",
    "The circuits come in another order than the rows of X, so every label would belong to another circuit.",
)
def rows_sorted(X, qubits):
    return serialised([feature_map(row, qubits) for row in sorted(np.asarray(X).tolist())])


@misconception(
    "rows that repeat encoded once",
    "Rows that occur twice were encoded once. Each row of X needs its entry, or the labels no longer fit.",
)
def repeats_dropped(X, qubits):
    seen = list(dict.fromkeys(map(tuple, np.asarray(X).tolist())))
    return serialised([feature_map(row, qubits) for row in seen])


@misconception(
    "own qubits in place of the given ones",
    "The circuits use the qubits (0, 0), (0, 1), …, whatever `qubits` says; a model on the given qubits would then "
    "never see the data.",
)
def own_qubits(X, qubits):
    own = cirq.GridQubit.rect(1, len(qubits))
    return serialised([feature_map(row, own) for row in X])


@misconception(
    "an empty batch not thought of",
    "A batch without rows stops with an error. It has a natural answer, a tensor of shape (0,): "
    "`tf.zeros((0,), tf.string)`.",
)
def empty_fails(X, qubits):
    return tf.concat([tfq.convert_to_tensor([feature_map(row, qubits)]) for row in X], axis=0)
