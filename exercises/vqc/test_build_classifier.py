"""`build_classifier(qubits, num_layers, seed)`: encoded circuits to probabilities of class 1."""

import contextlib
from dataclasses import replace

import cirq
import numpy as np

from autograder import expect, points
from autograder.learner import CallFailed
from autograder.wire import CircuitTensor, Reference

HINTS = (
    "Three Keras layers: an `Input` for strings of shape (), a `tfq.layers.PQC` that appends your variational circuit and reads Z of the first qubit, and one that turns ⟨Z⟩ into a probability.",
    "The last layer has nothing to learn: a `Lambda` with `tf.clip_by_value((1 - z) / 2, 0, 1)`. The seed goes into the initialiser of the PQC.",
    "`tf.keras.Sequential([tf.keras.Input(shape=(), dtype=tf.string), tfq.layers.PQC(circuit, cirq.Z(qubits[0]), initializer=tf.keras.initializers.RandomUniform(0, 2 * np.pi, seed=seed)), tf.keras.layers.Lambda(...)])`",
)
ATOL = 2e-4  # TensorFlow Quantum computes in float32


def line(n):
    return cirq.GridQubit.rect(1, n)


def encoded(X, qubits):
    """The rows of X, angle-encoded, as the model takes them."""
    circuits = [cirq.Circuit(cirq.ry(a)(q) for a, q in zip(row, qubits)) for row in X]
    return CircuitTensor((len(X),), tuple(circuits))


def built(learner, qubits, num_layers, seed):
    """The learner's model."""
    model = learner.build_classifier(qubits, num_layers, seed)
    sentence = "A Keras model must be returned."
    expect.that(isinstance(model, Reference), sentence, model, "tf.keras.Model")
    return model


def weighted(learner, model, qubits, num_layers, value):
    """Sets every angle to one value, wherever the model keeps them."""
    angles = np.full(2 * len(qubits) * num_layers, value)
    dense = [np.zeros((1, 1)), np.zeros(1)]  # behind the circuit, where some models have it
    for weights in ([angles], [angles, *dense]):
        with contextlib.suppress(CallFailed):
            return learner.invoke(model, weights, path=("set_weights",))
    learner.invoke(model, encoded(np.zeros((1, len(qubits))), qubits))  # makes weights exist
    weights = learner.invoke(model, path=("get_weights",))
    filled = [np.full(np.shape(w), value) for w in weights]
    return learner.invoke(model, filled, path=("set_weights",))


@contextlib.contextmanager
def asked(X):
    """Shows what fails inside as a question about the rows of X, in place of their circuits."""
    try:
        yield
    except expect.Mismatch as problem:
        call = f"model(encode_batch({expect.shown(X)}, qubits))"
        raise expect.Mismatch(problem.sentence, replace(problem.case, call=call)) from None


def answers(learner, model, X, qubits):
    """What the model says of the rows of X: finite numbers, at least one a row."""
    p = np.asarray(learner.invoke(model, encoded(X, qubits)))
    numbers = p.ndim > 0 and len(p) == len(X) and p.dtype.kind == "f" and np.all(np.isfinite(p))
    with asked(X):
        sentence = "The model must give a number for each circuit."
        expect.that(numbers, sentence, p, f"{len(X)} numbers")
    return p


def probabilities(learner, model, X, qubits):
    """What the model says of the rows of X, shape (batch, 1), in [0, 1]."""
    p = answers(learner, model, X, qubits)
    wanted = f"an array of shape ({len(X)}, 1)"
    sentence = f"The model gave the shape {p.shape} for {len(X)} circuits."
    inside = np.all((p >= -1e-6) & (p <= 1 + 1e-6))
    with asked(X):
        expect.that(p.shape == (len(X), 1), sentence, p, wanted)
        expect.that(inside, "The model's output must lie in [0, 1].", p, "probabilities")
    return p


@points(1)
def test_one_qubit_at_rest_is_a_known_classifier(learner, rng):
    """With every weight 0 the circuit rotates nothing, so one qubit gives P(1) = (1 − cos x)/2 = sin²(x/2)."""
    qubits = line(1)
    for num_layers in (1, 2):
        model = built(learner, qubits, num_layers, 5)
        weighted(learner, model, qubits, num_layers, 0.0)
        for X in (np.array([[np.pi]]), rng.uniform(-3, 3, (4, 1))):
            p = learner.invoke(model, encoded(X, qubits))
            with asked(X):
                expect.close(p, np.sin(X / 2) ** 2, what="The probability of class 1", atol=ATOL)


@points(1)
def test_every_model_gives_one_probability_a_circuit(learner, rng):
    """For any number of qubits and layers, each circuit gives one number between 0 and 1, and at rest |0…0⟩ gives 0."""
    for n, num_layers in ((2, 1), (3, 2)):
        qubits = line(n)
        model = built(learner, qubits, num_layers, 7)
        weighted(learner, model, qubits, num_layers, float(rng.uniform(0.5, 1)))
        probabilities(learner, model, rng.uniform(-3, 3, (4, n)), qubits)
        weighted(learner, model, qubits, num_layers, 0.0)
        rest = np.zeros((1, n))
        p = probabilities(learner, model, rest, qubits)
        with asked(rest):
            expect.close(p, [[0]], what="The probability of class 1", atol=ATOL)


@points(1)
def test_the_circuit_alone_is_trained(learner, rng):
    """The model has 2·n·L trainable numbers, those of the variational circuit, and no others; no layers at all are refused."""
    for n, num_layers in ((1, 1), (2, 3)):
        model = built(learner, line(n), num_layers, 3)
        weighted(learner, model, line(n), num_layers, 0.0)
        answers(learner, model, np.zeros((1, n)), line(n))
        count, wanted = trainable_numbers(learner, model), 2 * n * num_layers
        sentence = f"With {n} qubits and {num_layers} layers, {count} numbers can be trained; 2·{n}·{num_layers} = {wanted} are wanted."
        expect.that(count == wanted, sentence, count, wanted)
    why = "a circuit without layers has nothing to train"
    expect.raises(ValueError, learner, "build_classifier", line(2), 0, 3, why=why)


def trainable_numbers(learner, model):
    total = learner.invoke(model, path=("count_params",))
    frozen = learner.attribute(model, "non_trainable_weights")
    return total - sum(np.size(w) for w in frozen)


@points(0.5)
def test_the_seed_decides_the_weights(learner):
    """Equal seeds give equal weights, different seeds different ones."""
    weights = []
    for seed in (1, 1, 2):
        model = built(learner, line(1), 2, seed)
        answers(learner, model, np.array([[0.3]]), line(1))
        values = learner.invoke(model, path=("get_weights",))
        weights.append(np.concatenate([np.ravel(w) for w in values] or [np.zeros(0)]))
    first, same, other = weights
    expect.that(first.size > 0, "The model has no weights.", 0, 4)
    expect.close(same, first, what="The second model of the same seed")
    differ = first.shape != other.shape or not np.allclose(first, other, atol=1e-3)
    sentence = "Two seeds gave the same weights: does the seed reach the initialiser?"
    expect.that(differ, sentence, other, "other weights")


@points(0.5)
def test_every_feature_reaches_the_readout(learner, rng):
    """The circuit entangles: with enough layers the probability depends on every feature, not on one qubit's alone."""
    for n in (2, 3):
        qubits = line(n)
        model = built(learner, qubits, n + 1, int(rng.integers(1000)))
        X = np.tile(rng.uniform(-3, 3, n), (3 * n, 1))
        for i in range(n):
            X[3 * i : 3 * i + 3, i] += (0, 1.5, 3)
        p = answers(learner, model, X, qubits).reshape(len(X), -1)[:, 0].reshape(n, 3)
        for i in range(n):
            sentence = f"The probability does not change with feature {i} of {n}: is every qubit entangled with the one that is read?"
            with asked(X[3 * i : 3 * i + 3]):
                expect.that(np.ptp(p[i]) > 1e-4, sentence, p[i], "numbers that differ")
