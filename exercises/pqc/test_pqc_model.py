"""`pqc_model(qubits, num_layers, seed)`: a Keras model of TFQ's PQC over `make_pqc`."""

from itertools import pairwise

import cirq
import numpy as np

from autograder import expect, points
from autograder.wire import CircuitTensor, Reference

HINTS = (
    "A sequential model of two parts is enough: an input of strings, and `tfq.layers.PQC` with your circuit and its "
    "readout. How does the seed get to the layer's weights?",
    "`tf.keras.Input(shape=(), dtype=tf.string)` takes one circuit a row. `PQC` has an argument `initializer`, and "
    "Keras's initializers have an argument `seed`.",
    "`tf.keras.Sequential([tf.keras.Input(shape=(), dtype=tf.string), tfq.layers.PQC(circuit, cirq.Z(qubits[0]), "
    "initializer=tf.keras.initializers.RandomUniform(0, 2 * np.pi, seed=seed))])`",
)
ATOL = 2e-4


def line(n):
    return cirq.GridQubit.rect(1, n)


def modelled(learner, qubits, layers, seed):
    model = learner.pqc_model(qubits, layers, seed)
    expect.that(
        isinstance(model, Reference), "A Keras model must be returned.", model, "tf.keras.Model"
    )
    return model


def outputs(learner, model, circuits):
    """What the model makes of a batch of circuits; shape (batch, 1)."""
    got = learner.invoke(model, CircuitTensor((len(circuits),), tuple(circuits)))
    kind = isinstance(got, np.ndarray) and got.dtype.kind == "f"
    expect.that(kind, "The model's output must be an array of real numbers.", got)
    wanted = (len(circuits), 1)
    sentence = f"For {len(circuits)} circuits, the model's output has the shape {got.shape}; {wanted} was expected."
    expect.that(got.shape == wanted, sentence, got)
    return got


def trainable(learner, model):
    """The model's trainable numbers in one row."""
    weights = learner.attribute(model, "trainable_weights")
    kind = isinstance(weights, list) and all(isinstance(weight, np.ndarray) for weight in weights)
    expect.that(kind, "The model's `trainable_weights` must be a list of arrays.", weights)
    return np.concatenate([np.zeros(0), *(weight.ravel() for weight in weights)])


def data(qubits, count, rng):
    """Circuits that bring the qubits into various states."""

    def circuit():
        turns = [
            gate(angle)(q)
            for q in qubits
            for gate, angle in zip((cirq.ry, cirq.rx), rng.uniform(-3, 3, 2))
        ]
        return cirq.Circuit(turns, (cirq.CZ(a, b) for a, b in pairwise(qubits)))

    return [circuit() for _ in range(count)]


@points(1, seconds=60)
def test_all_trainable_numbers_are_the_circuits_angles(learner, rng):
    """The model makes one number of each circuit, and its trainable numbers are the 2·n·L angles and nothing else."""
    for n, layers, batch in ((1, 1, 1), (2, 1, 3), (2, 3, 1), (3, 2, 2)):
        model = modelled(learner, line(n), layers, int(rng.integers(1000)))
        outputs(learner, model, data(line(n), batch, rng))
        count = trainable(learner, model).size
        sentence = f"For {n} qubit(s) and {layers} layer(s) there must be {2 * n * layers} trainable numbers."
        expect.that(count == 2 * n * layers, sentence, count, 2 * n * layers)


def readout(circuits, value, weights, qubits):
    """⟨Z⟩ of qubits[0] behind each circuit and the PQC, whose symbols are sorted by name; shape (batch, 1)."""
    fits = (
        isinstance(value, (list, tuple)) and len(value) == 2 and isinstance(value[0], cirq.Circuit)
    )
    expect.that(fits, "`make_pqc` must return a circuit and the list of its symbols.", value)
    names = sorted(cirq.parameter_names(value[0]))
    sentence = "The model has not as many trainable numbers as `make_pqc` has symbols."
    expect.that(len(names) == weights.size, sentence, weights.size, len(names))
    pqc = cirq.resolve_parameters(value[0], dict(zip(names, map(float, weights))))
    expect.circuit(pqc, qubits)
    states = [expect.final_state(circuit + pqc, qubits) for circuit in circuits]
    halves = [np.sum(abs(state.reshape(2, -1)) ** 2, axis=1) for state in states]
    return np.array([[zero - one] for zero, one in halves])


@points(1, seconds=60)
def test_the_model_reads_z_of_the_first_qubit(learner, rng):
    """The output is ⟨Z⟩ of `qubits[0]` after each circuit of the batch, followed by `make_pqc` at the model's weights."""
    scattered = [cirq.GridQubit(2, 1), cirq.GridQubit(0, 3), cirq.GridQubit(1, 1)]
    for qubits, layers, batch in ((line(1), 1, 3), (line(2), 2, 3), (scattered, 2, 4)):
        model = modelled(learner, qubits, layers, int(rng.integers(1000)))
        circuits = data(qubits, batch, rng)
        got = outputs(learner, model, circuits)
        weights = trainable(learner, model)
        wanted = readout(circuits, learner.make_pqc(qubits, layers), weights, qubits)
        expect.close(got, wanted, what="The model's output", atol=ATOL)


@points(1, seconds=60)
def test_the_seed_decides_the_weights(learner, rng):
    """Equal seeds give equal weights, and different seeds give different ones."""
    first, second = (int(seed) for seed in rng.permutation(1000)[:2])
    weights = []
    for seed in (first, second, first):
        model = modelled(learner, line(2), 2, seed)
        outputs(learner, model, data(line(2), 1, rng))
        weights.append(trainable(learner, model))
    sentence = "The model has no trainable numbers, so there is nothing that the seed could decide."
    expect.that(weights[0].size, sentence)
    one, other, again = weights
    sentence = f"Two models with the same seed, {first}, begin with different weights."
    expect.that(np.array_equal(one, again), sentence, again, one)
    sentence = f"Models with the seeds {first} and {second} begin with the same weights."
    expect.that(not np.allclose(one, other), sentence, other)
