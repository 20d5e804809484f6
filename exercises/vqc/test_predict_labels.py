"""`predict_labels(model, X)`: 0 or 1 for each row, by the model's probability and the threshold ½."""

import contextlib

import cirq
import numpy as np

from autograder import expect, points
from autograder.learner import CallFailed
from autograder.wire import CircuitTensor, Reference

HINTS = (
    "Encode the rows, ask the model for its probabilities, compare with ½. The qubits are those of the course's convention: `cirq.GridQubit.rect(1, n)` for n features.",
    "The model's output has the shape (batch, 1), the labels have the shape (batch,); a comparison gives Booleans, which `astype(int)` turns into 0 and 1.",
    "`p = np.asarray(model(encode_batch(X, qubits)))[:, 0]`, then `(p >= 0.5).astype(int)`. Called like a function, a model also takes an empty batch; `model.predict` does not.",
)


def encoded(X, qubits):
    """The rows of X, angle-encoded, as the model takes them."""
    circuits = [cirq.Circuit(cirq.ry(a)(q) for a, q in zip(row, qubits)) for row in X]
    return CircuitTensor((len(X),), tuple(circuits))


def built(learner, n, weights):
    """A classifier of the learner's own, of one layer; with these weights, where it keeps one array."""
    qubits = cirq.GridQubit.rect(1, n)
    model = learner.build_classifier(qubits, 1, 4)
    sentence = "Labels are asked of a model from your build_classifier, which gave none."
    expect.that(isinstance(model, Reference), sentence, model, "tf.keras.Model")
    with contextlib.suppress(CallFailed):  # kept in another form: its own weights will do
        learner.invoke(model, [weights], path=("set_weights",))
    return model


def expect_labels(learner, model, X, *, strictly=False):
    """The labels are those that the model's own probabilities ask for; strictly, also their form."""
    p = np.ravel(learner.invoke(model, encoded(X, cirq.GridQubit.rect(1, X.shape[1]))))
    labels = learner.predict_labels(model, X)
    wanted = (p >= 0.5).astype(int)
    if strictly:
        expect_form(labels, wanted)
    labels = np.asarray(labels)
    if labels.dtype == bool:
        labels = labels.astype(int)
    expect.close(labels.ravel(), wanted, what="The array of labels")


def expect_form(labels, wanted):
    shape = wanted.shape
    expect.that(
        np.shape(labels) == shape, f"The labels must have the shape {shape}.", labels, wanted
    )
    kind = np.asarray(labels).dtype.kind
    expect.that(kind in "iu", "The labels must be integers.", labels, wanted)


@points(1)
def test_the_probability_of_a_qubit_decides(learner, rng):
    """A row whose probability of class 1 is more than ½ gets the label 1, the others 0, as an array of integers."""
    model = built(learner, 1, np.zeros(2))
    for X in (np.array([[0.2], [3.0], [1.2], [-2.0]]), np.array([[0.3]]), far_from_half(rng, 6)):
        expect_labels(learner, model, X, strictly=True)


@points(0.5)
def test_the_model_decides(learner, rng):
    """Another model gives other labels for the same rows."""
    X = far_from_half(rng, 6)
    for weights in ([0.0, 0.0], [np.pi, 0.0]):
        model = built(learner, 1, np.array(weights))
        expect_labels(learner, model, X)


def far_from_half(rng, rows):
    """Angles of one feature, for both labels, at least 0.2 from where the probability is ½."""
    low, high = rng.uniform(0, np.pi / 2 - 0.2, rows), rng.uniform(np.pi / 2 + 0.2, np.pi, rows)
    X = rng.permutation(np.concatenate([low, high]))[:, None] * rng.choice([-1, 1], (2 * rows, 1))
    return np.concatenate([[[0.1], [3.0]], X])


@points(0.5)
def test_each_feature_has_its_qubit(learner, rng):
    """A model of n qubits is asked about rows of n features, feature i on the qubit (0, i)."""
    for n in (2, 3):
        X = np.concatenate([far_from_half(rng, 3) for _ in range(n)], axis=1)
        X[2:] = rng.permuted(X[2:], axis=0)
        expect_labels(learner, built(learner, n, np.zeros(2 * n)), X)


@points(0.5)
def test_a_half_counts_as_one(learner):
    """Where the probability is exactly ½, the label is 1."""
    model = built(learner, 1, np.zeros(2))
    expect_labels(learner, model, np.pi / 2 * np.array([[0.0], [1.0], [-1.0], [2.0]]))


@points(0.5)
def test_no_rows_give_no_labels(learner):
    """Rows give labels, and an X without rows gives an empty array."""
    model = built(learner, 1, np.zeros(2))
    expect_labels(learner, model, np.array([[0.2], [3.0]]))
    labels = learner.predict_labels(model, np.zeros((0, 1)))
    expect.that(np.size(labels) == 0, "No rows must give an empty array.", labels, "an empty array")
