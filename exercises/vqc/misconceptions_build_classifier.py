"""Known wrong answers to `build_classifier`, each with what it says of the learner's thinking."""

import cirq
import numpy as np
import sympy
import tensorflow as tf
import tensorflow_quantum as tfq

from autograder import misconception


def entangler(qubits):
    n = len(qubits)
    pairs = [(i, i + 1) for i in range(n - 1)] + ([(n - 1, 0)] if n > 2 else [])
    return [cirq.CNOT(qubits[i], qubits[j]) for i, j in pairs]


def variational_circuit(qubits, num_layers, gates=(cirq.ry, cirq.rz), entangle=entangler):
    count = len(gates) * len(qubits) * num_layers
    symbols = iter(sympy.symbols([f"t{k:03d}" for k in range(count)]))
    circuit = cirq.Circuit()
    for _ in range(num_layers):
        circuit.append([gate(next(symbols))(q) for q in qubits for gate in gates])
        circuit.append(entangle(qubits))
    return circuit


def drawn(seed):
    return tf.keras.initializers.RandomUniform(0, 2 * np.pi, seed=seed)


def model_of(circuit, readout, initializer, *last, **options):
    strings = tf.keras.Input(shape=(), dtype=tf.string)
    pqc = tfq.layers.PQC(circuit, readout, initializer=initializer, **options)
    return tf.keras.Sequential([strings, pqc, *last])


def probability():
    return tf.keras.layers.Lambda(lambda z: tf.clip_by_value((1 - z) / 2, 0, 1))


@misconception(
    "the expectation given as the answer",
    "The model gives ⟨Z⟩, which lies in [−1, 1]. Add a layer that turns it into the probability (1 − ⟨Z⟩)/2.",
)
def raw_expectation(qubits, num_layers, seed):
    circuit = variational_circuit(qubits, num_layers)
    return model_of(circuit, cirq.Z(qubits[0]), drawn(seed))


@misconception(
    "the probability of 0 in place of 1",
    "The model gives (1 + ⟨Z⟩)/2, the probability of measuring 0. Class 1 is the outcome 1: (1 − ⟨Z⟩)/2.",
)
def of_zero(qubits, num_layers, seed):
    circuit = variational_circuit(qubits, num_layers)
    last = tf.keras.layers.Lambda(lambda z: tf.clip_by_value((1 + z) / 2, 0, 1))
    return model_of(circuit, cirq.Z(qubits[0]), drawn(seed), last)


@misconception(
    "a sigmoid on the expectation",
    "The sigmoid of ⟨Z⟩ never leaves 0.27 to 0.73, so no row can be classified with confidence, and it grows in the "
    "wrong direction. (1 − ⟨Z⟩)/2 is the exact probability of class 1.",
)
def sigmoid(qubits, num_layers, seed):
    circuit = variational_circuit(qubits, num_layers)
    last = tf.keras.layers.Activation("sigmoid")
    return model_of(circuit, cirq.Z(qubits[0]), drawn(seed), last)


@misconception(
    "a trained layer behind the circuit",
    "`Dense(1, activation='sigmoid')` adds a weight and a bias, and with them a classical model. Here only the "
    "circuit may learn: the last layer computes (1 − ⟨Z⟩)/2 and has no weights.",
)
def dense_behind(qubits, num_layers, seed):
    circuit = variational_circuit(qubits, num_layers)
    last = tf.keras.layers.Dense(1, activation="sigmoid", kernel_initializer="ones")
    return model_of(circuit, cirq.Z(qubits[0]), drawn(seed), last)


@misconception(
    "one rotation a qubit and layer",
    "The circuit has n·L trainable numbers. Two rotations a qubit and layer, about different axes, reach every "
    "state of a qubit.",
)
def one_rotation(qubits, num_layers, seed):
    circuit = variational_circuit(qubits, num_layers, gates=(cirq.ry,))
    return model_of(circuit, cirq.Z(qubits[0]), drawn(seed), probability())


@misconception(
    "three rotations a qubit and layer",
    "The circuit has 3·n·L trainable numbers; the task asks for two rotations a qubit and layer.",
)
def three_rotations(qubits, num_layers, seed):
    circuit = variational_circuit(qubits, num_layers, gates=(cirq.rz, cirq.ry, cirq.rz))
    return model_of(circuit, cirq.Z(qubits[0]), drawn(seed), probability())


@misconception(
    "the layers share their symbols",
    "Each layer was built with the same symbols, so more layers add no weights. Each rotation of each layer needs a "
    "symbol of its own.",
)
def shared_symbols(qubits, num_layers, seed):
    circuit = variational_circuit(qubits, 1)
    return model_of(circuit * num_layers, cirq.Z(qubits[0]), drawn(seed), probability())


@misconception(
    "the number of layers not used",
    "The circuit has three layers, whatever `num_layers` says.",
)
def three_layers(qubits, num_layers, seed):
    circuit = variational_circuit(qubits, 3)
    return model_of(circuit, cirq.Z(qubits[0]), drawn(seed), probability())


@misconception(
    "one layer too many",
    "The circuit has num_layers + 1 layers; did the loop start at 0 and include the end?",
)
def layer_too_many(qubits, num_layers, seed):
    circuit = variational_circuit(qubits, num_layers + 1)
    return model_of(circuit, cirq.Z(qubits[0]), drawn(seed), probability())


@misconception(
    "no entanglement",
    "No gate connects the qubits, so the first qubit, which is read, never hears of the other features. Close each "
    "layer with entangling gates.",
)
def no_entangler(qubits, num_layers, seed):
    circuit = variational_circuit(qubits, num_layers, entangle=lambda qubits: [])
    return model_of(circuit, cirq.Z(qubits[0]), drawn(seed), probability())


@misconception(
    "every qubit read",
    "The model has one output a qubit. A classifier of two classes needs one number: read Z of `qubits[0]` only.",
)
def reads_all(qubits, num_layers, seed):
    circuit = variational_circuit(qubits, num_layers)
    return model_of(circuit, [cirq.Z(q) for q in qubits], drawn(seed), probability())


@misconception(
    "the last axis dropped",
    "The model's output has the shape (batch,). Keras compares it with labels of the same shape, and the task asks "
    "for (batch, 1): leave out the squeeze.",
)
def squeezed(qubits, num_layers, seed):
    circuit = variational_circuit(qubits, num_layers)
    flat = tf.keras.layers.Lambda(lambda p: tf.squeeze(p, axis=-1))
    return model_of(circuit, cirq.Z(qubits[0]), drawn(seed), probability(), flat)


@misconception(
    "the weights frozen",
    "The quantum layer's weights are marked as not trainable, so training would change nothing.",
)
def frozen(qubits, num_layers, seed):
    circuit = variational_circuit(qubits, num_layers)
    model = model_of(circuit, cirq.Z(qubits[0]), drawn(seed), probability())
    model.layers[0].trainable = False
    return model


@misconception(
    "a label in place of a probability",
    "The model rounds to 0 or 1. A step has no slope, so no gradient would reach the weights: give the probability, "
    "and decide in `predict_labels`.",
)
def hard_label(qubits, num_layers, seed):
    circuit = variational_circuit(qubits, num_layers)
    last = tf.keras.layers.Lambda(lambda z: tf.cast(z <= 0, tf.float32))
    return model_of(circuit, cirq.Z(qubits[0]), drawn(seed), last)


@misconception(
    "the seed not used, all weights equal",
    "Every seed gives the same weights. Give the seed to the initialiser: "
    "`tf.keras.initializers.RandomUniform(0, 2 * np.pi, seed=seed)`.",
)
def zeros_for_every_seed(qubits, num_layers, seed):
    circuit = variational_circuit(qubits, num_layers)
    return model_of(circuit, cirq.Z(qubits[0]), "zeros", probability())


@misconception(
    "the seed not used, weights by chance",
    "The same seed gives other weights every time, so that no result can be repeated. Give the seed to the "
    "initialiser: `tf.keras.initializers.RandomUniform(0, 2 * np.pi, seed=seed)`.",
    undiagnosable="its weights are new at every call, so it never answers alike twice",
)
def unseeded(qubits, num_layers, seed):
    circuit = variational_circuit(qubits, num_layers)
    return model_of(circuit, cirq.Z(qubits[0]), drawn(None), probability())
