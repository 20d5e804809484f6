"""Known wrong answers to `predict_labels`, each with what it says of the learner's thinking."""

import cirq
import numpy as np
import sympy
import tensorflow as tf
import tensorflow_quantum as tfq

from autograder import misconception


def encode_batch(X, qubits):
    circuits = [cirq.Circuit(cirq.ry(a)(q) for a, q in zip(row, qubits)) for row in X]
    return tfq.convert_to_tensor(circuits) if circuits else tf.zeros((0,), tf.string)


def build_classifier(qubits, num_layers, seed):
    n = len(qubits)
    symbols = iter(sympy.symbols([f"t{k:03d}" for k in range(2 * n * num_layers)]))
    pairs = [(i, i + 1) for i in range(n - 1)] + ([(n - 1, 0)] if n > 2 else [])
    circuit = cirq.Circuit()
    for _ in range(num_layers):
        circuit.append([gate(next(symbols))(q) for q in qubits for gate in (cirq.ry, cirq.rz)])
        circuit.append([cirq.CNOT(qubits[i], qubits[j]) for i, j in pairs])
    start = tf.keras.initializers.RandomUniform(0, 2 * np.pi, seed=seed)
    return tf.keras.Sequential(
        [
            tf.keras.Input(shape=(), dtype=tf.string),
            tfq.layers.PQC(circuit, cirq.Z(qubits[0]), initializer=start),
            tf.keras.layers.Lambda(lambda z: tf.clip_by_value((1 - z) / 2, 0, 1)),
        ]
    )


def probabilities(model, X):
    """P(1) of each row, shape (batch, 1)."""
    X = np.asarray(X, dtype=float)
    return np.asarray(model(encode_batch(X, cirq.GridQubit.rect(1, X.shape[1]))))


@misconception(
    "a half counted as 0",
    "Where the probability is exactly ½ the label is 1: compare with >= and not with >. (`np.round` rounds ½ to the "
    "even number, which is 0.)",
)
def half_is_zero(model, X):
    return (probabilities(model, X)[:, 0] > 0.5).astype(int)


@misconception(
    "the labels exchanged",
    "The model gives the probability of class 1, so a large value means label 1.",
)
def exchanged(model, X):
    return (probabilities(model, X)[:, 0] < 0.5).astype(int)


@misconception(
    "the probabilities themselves returned",
    "A label is a decision: 1 where the probability is at least ½, else 0.",
)
def undecided(model, X):
    return probabilities(model, X)[:, 0]


@misconception(
    "Booleans returned",
    "The comparison gives True and False. The task asks for the integers 0 and 1: `.astype(int)`.",
)
def booleans(model, X):
    return probabilities(model, X)[:, 0] >= 0.5


@misconception(
    "floating-point labels",
    "The labels are 0.0 and 1.0. Labels are classes, not quantities: `.astype(int)`.",
)
def floats(model, X):
    return np.where(probabilities(model, X)[:, 0] >= 0.5, 1.0, 0.0)


@misconception(
    "one column too many",
    "The labels have the shape (batch, 1), as the model's output has. Compared with labels of shape (batch,), that "
    "makes a table of (batch, batch) and a wrong accuracy. Take column 0.",
)
def column(model, X):
    return (probabilities(model, X) >= 0.5).astype(int)


@misconception(
    "argmax over a single column",
    "`argmax` picks the largest of several classes. The model has one output, so the largest is always number 0. "
    "Compare the probability with ½.",
)
def argmax(model, X):
    return np.argmax(probabilities(model, X), axis=1)


@misconception(
    "the threshold of an expectation value",
    "0 is the threshold for ⟨Z⟩. The model gives a probability, which is never below 0: its threshold is ½.",
)
def threshold_zero(model, X):
    return (probabilities(model, X)[:, 0] >= 0).astype(int)


@misconception(
    "labels of −1 and 1",
    "The labels of this course are 0 and 1, not −1 and 1.",
)
def signs(model, X):
    return np.where(probabilities(model, X)[:, 0] >= 0.5, 1, -1)


@misconception(
    "the batch's own middle as threshold",
    "The threshold was the mean of the batch, so the label of a row depends on the other rows. It is ½, always.",
)
def batch_mean(model, X):
    p = probabilities(model, X)[:, 0]
    return (p >= p.mean()).astype(int) if len(p) else p.astype(int)


@misconception(
    "the outcome of one measurement taken for the label",
    "Each row's label was drawn, as a single shot would draw it: a row with probability 0.6 then gets the label 0 in 4 "
    "of 10 cases. The label is the likelier outcome, not one outcome.",
)
def single_shot(model, X):
    p = probabilities(model, X)[:, 0]
    return (np.random.default_rng(0).random(p.shape) < p).astype(int)


@misconception(
    "features in reverse order",
    "Feature 0 was encoded on the last qubit. The model was trained with feature i on qubit i.",
)
def reversed_features(model, X):
    return (probabilities(model, np.asarray(X)[:, ::-1])[:, 0] >= 0.5).astype(int)


@misconception(
    "features rescaled before prediction",
    "The rows were stretched to angles from 0 to π with their own smallest and largest values. The model learned from "
    "the features as they are, and has to be asked about them as they are.",
)
def rescaled(model, X):
    X = np.asarray(X, dtype=float)
    if not len(X):
        return np.zeros(0, dtype=int)
    width = np.where(np.ptp(X, axis=0) > 0, np.ptp(X, axis=0), 1)
    return (probabilities(model, np.pi * (X - X.min(axis=0)) / width)[:, 0] >= 0.5).astype(int)


@misconception(
    "an empty batch not thought of",
    "`model.predict` refuses an empty batch. Call the model like a function, or answer an X without rows yourself.",
)
def empty_fails(model, X):
    X = np.asarray(X, dtype=float)
    if not len(X):
        raise ValueError("Expected input data to be non-empty.")
    return (probabilities(model, X)[:, 0] >= 0.5).astype(int)
