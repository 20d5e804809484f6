"""Known wrong answers to `train_classifier`, each with what it says of the learner's thinking.

Most train for a few steps only, because diagnosis has to be quick: more would not make them right.
"""

import cirq
import numpy as np
import sympy
import tensorflow as tf
import tensorflow_quantum as tfq

from autograder import misconception

QUBITS = cirq.GridQubit.rect(1, 2)


def encode_batch(X, qubits=QUBITS):
    return tfq.convert_to_tensor(
        [cirq.Circuit(cirq.ry(a)(q) for a, q in zip(row, qubits)) for row in X]
    )


def variational_circuit(qubits, num_layers, entangle=True):
    symbols = iter(sympy.symbols([f"t{k:03d}" for k in range(2 * len(qubits) * num_layers)]))
    circuit = cirq.Circuit()
    for _ in range(num_layers):
        circuit.append([gate(next(symbols))(q) for q in qubits for gate in (cirq.ry, cirq.rz)])
        circuit.append(cirq.CNOT(*qubits) if entangle else [])
    return circuit


def probability():
    return tf.keras.layers.Lambda(lambda z: tf.clip_by_value((1 - z) / 2, 0, 1))


def classifier(seed, num_layers=3, last=probability, **options):
    start = tf.keras.initializers.RandomUniform(0, 2 * np.pi, seed=seed)
    circuit = variational_circuit(QUBITS, num_layers, **options)
    pqc = tfq.layers.PQC(circuit, cirq.Z(QUBITS[0]), initializer=start)
    layers = [tf.keras.Input(shape=(), dtype=tf.string), pqc, *([last()] if last else [])]
    return tf.keras.Sequential(layers)


def cross_entropy(labels, p):
    return tf.keras.losses.BinaryCrossentropy()(labels, p)


def descended(model, X, y, loss=cross_entropy, steps=4, rate=0.2):
    """The model after some steps on the whole batch, without the cost of tracing a graph."""
    circuits, labels = encode_batch(X), tf.constant(np.asarray(y)[:, None], tf.float32)
    optimizer = tf.keras.optimizers.Adam(rate)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            value = loss(labels, model(circuits))
        gradients = tape.gradient(value, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return model


def compiled(model):
    model.compile(tf.keras.optimizers.Adam(0.1), "binary_crossentropy", run_eagerly=True)
    return model


@misconception(
    "the model never trained",
    "The model was built and compiled, and came back with the weights that it was drawn with. Call `fit` on the "
    "model that you return.",
)
def untrained(X, y, seed):
    return compiled(classifier(seed))


@misconception(
    "the history in place of the model",
    "`fit` returns a History, the record of the losses. The weights changed inside the model: return the model.",
)
def history_returned(X, y, seed):
    model = compiled(classifier(seed))
    return model.fit(encode_batch(X), y[:, None], batch_size=80, epochs=1, verbose=0)


@misconception(
    "model and history together",
    "A tuple came back. The task asks for the trained model alone.",
)
def tuple_returned(X, y, seed):
    model = compiled(classifier(seed))
    return model, model.fit(encode_batch(X), y[:, None], batch_size=80, epochs=1, verbose=0)


@misconception(
    "the labels exchanged",
    "The model was trained with 1 − y: it gives the probability of class 0. A label of 1 is the outcome 1 of the "
    "measurement, and the model's output is P(1).",
)
def labels_exchanged(X, y, seed):
    return descended(classifier(seed), X, 1 - y)


@misconception(
    "the loss climbed in place of descended",
    "The loss has the wrong sign, so the optimiser makes the model worse: cross-entropy is minus the mean "
    "logarithm, and `fit` makes the loss small.",
)
def loss_climbed(X, y, seed):
    return descended(classifier(seed), X, y, loss=lambda labels, p: -cross_entropy(labels, p))


@misconception(
    "expectations trained as logits",
    "The model gives ⟨Z⟩, and the loss had `from_logits=True`. ⟨Z⟩ is not a logit: at −1 or 1 its sigmoid is only 0.27 "
    "or 0.73, the loss can't come down, and the output is no probability. Use (1 − ⟨Z⟩)/2.",
)
def expectation_as_logit(X, y, seed):
    loss = tf.keras.losses.BinaryCrossentropy(from_logits=True)
    return descended(classifier(seed, last=None), X, y, loss=loss)


@misconception(
    "expectations trained on labels of ±1",
    "The model gives ⟨Z⟩, trained on labels of −1 and 1 with a squared or hinge loss. That can work, but then 0 is "
    "the threshold, and the task's models give probabilities.",
)
def expectation_on_signs(X, y, seed):
    return descended(
        classifier(seed, last=None), X, 2 * y - 1, loss=tf.keras.losses.MeanSquaredError()
    )


@misconception(
    "every row compared with every label",
    "In the loss, probabilities of shape (batch, 1) met labels of shape (batch,). TensorFlow stretches both to (batch, "
    "batch), and the best answer is then the same for every row. Give the labels the model's shape: `y[:, None]`.",
)
def broadcast(X, y, seed):
    def mean_square(labels, p):
        return tf.reduce_mean((p - tf.reshape(labels, [-1])) ** 2)

    return descended(classifier(seed), X, y, loss=mean_square, steps=12)


@misconception(
    "rows and labels out of step",
    "The rows were shuffled and the labels were not, so each circuit was trained with the label of another. Shuffle "
    "both with one permutation, or let `fit` do it.",
)
def out_of_step(X, y, seed):
    shuffled = np.random.default_rng(seed).permutation(X)
    return descended(classifier(seed), shuffled, y)


@misconception(
    "features rescaled for training only",
    "The features were stretched to angles from 0 to π before they were encoded. Whoever uses the model encodes the "
    "features as they come, and meets a model of other data. They are angles already: leave them.",
)
def rescaled(X, y, seed):
    scaled = np.pi * (X - X.min(axis=0)) / np.ptp(X, axis=0)
    return descended(classifier(seed), scaled, y)


@misconception(
    "columns exchanged in training",
    "Feature 0 was encoded on the second qubit and feature 1 on the first. Column i of X belongs to qubit i.",
)
def columns_exchanged(X, y, seed):
    return descended(classifier(seed), X[:, ::-1], y)


@misconception(
    "no entanglement",
    "Without a gate between the qubits, the readout of the first never hears of the second feature, however long "
    "the training.",
)
def no_entangler(X, y, seed):
    return descended(classifier(seed, entangle=False), X, y)


@misconception(
    "too few steps",
    "Five steps with Keras's usual rate of 0.001 hardly moves the angles, which span 2π. Take a learning rate near "
    "0.1, or far more epochs, and watch the loss.",
)
def hardly_trained(X, y, seed):
    return descended(classifier(seed), X, y, steps=5, rate=1e-3)


@misconception(
    "the seed not used",
    "Two trainings with one seed gave two different models. Weights and shuffling must follow the seed: give it to "
    "`build_classifier` and to `tf.keras.utils.set_random_seed`.",
    undiagnosable="its weights are new at every call, so it never answers alike twice",
)
def unseeded(X, y, seed):
    model = classifier(None)
    model.compile(tf.keras.optimizers.Adam(0.1), "binary_crossentropy")
    model.fit(encode_batch(X), y[:, None], batch_size=16, epochs=20, verbose=0)
    return model
