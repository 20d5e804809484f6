"""Known wrong answers to `pqc_model`, each with what it says of the learner's thinking."""

from itertools import pairwise

import cirq
import numpy as np
import sympy
import tensorflow as tf
import tensorflow_quantum as tfq

from autograder import misconception


def make_pqc(qubits, num_layers):
    """The right circuit, so that only the model is wrong."""
    n = len(qubits)
    count = 2 * n * num_layers
    symbols = [sympy.Symbol(f"t{k:0{len(str(count - 1))}d}") for k in range(count)]
    circuit = cirq.Circuit()
    for k in range(0, count, 2 * n):
        circuit += cirq.Circuit(cirq.ry(t)(q) for q, t in zip(qubits, symbols[k : k + n]))
        circuit += cirq.Circuit(cirq.rz(t)(q) for q, t in zip(qubits, symbols[k + n : k + 2 * n]))
        circuit += cirq.Circuit(cirq.CNOT(a, b) for a, b in pairwise(qubits))
        if n > 2:
            circuit.append(cirq.CNOT(qubits[-1], qubits[0]))
    return circuit, symbols


def seeded(seed):
    return tf.keras.initializers.RandomUniform(0, 2 * np.pi, seed=seed)


def model_of(*layers):
    return tf.keras.Sequential([tf.keras.Input(shape=(), dtype=tf.string), *layers])


def pqc(qubits, num_layers, seed, readout=None, **options):
    """The right layer, unless another readout or other options are asked for."""
    circuit, _ = make_pqc(qubits, num_layers)
    readout = cirq.Z(qubits[0]) if readout is None else readout
    return tfq.layers.PQC(circuit, readout, **{"initializer": seeded(seed), **options})


@misconception(
    "the readout on the last qubit",
    "The model measures the last qubit of the list. Its readout is Z on `qubits[0]`.",
)
def last_qubit(qubits, num_layers, seed):
    return model_of(pqc(qubits, num_layers, seed, cirq.Z(qubits[-1])))


@misconception(
    "the readout on the smallest qubit",
    "The qubits were sorted before one was chosen. The first qubit is the caller's: `qubits[0]`.",
)
def smallest_qubit(qubits, num_layers, seed):
    return model_of(pqc(qubits, num_layers, seed, cirq.Z(min(qubits))))


@misconception(
    "a readout of every qubit",
    "A list of observables gives one output for each. The model has a single one, Z on `qubits[0]`.",
)
def every_qubit(qubits, num_layers, seed):
    return model_of(pqc(qubits, num_layers, seed, [cirq.Z(q) for q in qubits]))


@misconception(
    "the parity of all qubits as readout",
    "The observable is the product Z⊗...⊗Z of all qubits. The model reads Z on `qubits[0]` only.",
)
def parity(qubits, num_layers, seed):
    return model_of(pqc(qubits, num_layers, seed, cirq.PauliString(map(cirq.Z, qubits))))


@misconception(
    "X measured in place of Z",
    "The observable is X on the first qubit. The model reads Z.",
)
def measures_x(qubits, num_layers, seed):
    return model_of(pqc(qubits, num_layers, seed, cirq.X(qubits[0])))


@misconception(
    "a probability in place of the expectation value",
    "(1 − ⟨Z⟩)/2 lies between 0 and 1. The model's output is ⟨Z⟩ itself, between −1 and 1.",
)
def probability(qubits, num_layers, seed):
    return model_of(pqc(qubits, num_layers, seed), tf.keras.layers.Lambda(lambda z: (1 - z) / 2))


@misconception(
    "a Dense layer behind the circuit",
    "The Dense layer has a weight and a bias of its own and changes the output. The only trainable numbers are the "
    "circuit's angles.",
)
def dense_behind(qubits, num_layers, seed):
    dense = tf.keras.layers.Dense(1, kernel_initializer=seeded(seed))
    return model_of(pqc(qubits, num_layers, seed), dense)


@misconception(
    "weights that can't be trained",
    "With `trainable=False` the optimiser never sees the angles. They are what the model is to learn.",
)
def frozen(qubits, num_layers, seed):
    return model_of(pqc(qubits, num_layers, seed, trainable=False))


@misconception(
    "one layer, whatever `num_layers` is",
    "`make_pqc` is called with one layer. Pass `num_layers` on.",
)
def one_layer(qubits, num_layers, seed):
    return model_of(pqc(qubits, 1, seed))


@misconception(
    "a circuit without the second rotations",
    "The model's circuit has one rotation a qubit and layer. Use the circuit that `make_pqc` builds.",
)
def other_circuit(qubits, num_layers, seed):
    symbols = [sympy.Symbol(f"w{k:03d}") for k in range(len(qubits) * num_layers)]
    circuit = cirq.Circuit()
    for k, symbol in enumerate(symbols):
        circuit.append(cirq.ry(symbol)(qubits[k % len(qubits)]))
        if (k + 1) % len(qubits) == 0:
            circuit.append(cirq.CNOT(a, b) for a, b in pairwise(qubits))
    return model_of(tfq.layers.PQC(circuit, cirq.Z(qubits[0]), initializer=seeded(seed)))


@misconception(
    "a global seed, which PQC does not hear",
    "`tf.keras.utils.set_random_seed` and `tf.random.set_seed` don't reach the weights: all PQC layers share one default "
    "initializer, which draws a single time and then repeats itself. Hand `PQC` an `initializer` of its own with your seed.",
    undiagnosable="the weights are those of the first PQC that the process ever made",
)
def global_seed(qubits, num_layers, seed):
    tf.random.set_seed(seed)
    circuit, _ = make_pqc(qubits, num_layers)
    return model_of(tfq.layers.PQC(circuit, cirq.Z(qubits[0])))


@misconception(
    "a seed of your own",
    "The initializer has a fixed seed, so that every model begins alike. Use the argument `seed`.",
)
def own_seed(qubits, num_layers, seed):
    return model_of(pqc(qubits, num_layers, 42))


@misconception(
    "all weights zero at the start",
    "Every model begins at zero, whatever its seed is. Draw the angles with an initializer that has the seed.",
)
def zeros(qubits, num_layers, seed):
    return model_of(pqc(qubits, num_layers, seed, initializer="zeros"))


@misconception(
    "weights drawn without a seed",
    "The initializer has no seed, so that two models with the same seed begin differently. Pass `seed` to it.",
    undiagnosable="without a seed the weights differ from run to run",
)
def unseeded(qubits, num_layers, seed):
    start = tf.keras.initializers.RandomUniform(0, 2 * np.pi)
    return model_of(pqc(qubits, num_layers, seed, initializer=start))


@misconception(
    "estimates from a limited number of shots",
    "With `repetitions`, PQC estimates ⟨Z⟩ from that many measurements, and the output differs from run to run. Leave it "
    "out for the exact value.",
    undiagnosable="the estimates differ from run to run, and TFQ's samplers can't be seeded",
)
def sampled(qubits, num_layers, seed):
    return model_of(pqc(qubits, num_layers, seed, repetitions=500))


@misconception(
    "an output without its second axis",
    "The output has the shape (batch,). PQC gives (batch, 1), one column for its one observable: leave it as it is.",
)
def flat(qubits, num_layers, seed):
    return model_of(pqc(qubits, num_layers, seed), tf.keras.layers.Lambda(lambda z: z[:, 0]))


@misconception(
    "the batch's circuits left out",
    "The circuits of the batch are not run: every row gives the value of the PQC on |0...0⟩. PQC appends its circuit to "
    "each circuit that it is given.",
)
def data_ignored(qubits, num_layers, seed):
    empty = tfq.convert_to_tensor([cirq.Circuit()])
    return model_of(
        tf.keras.layers.Lambda(lambda circuits: tf.repeat(empty, tf.shape(circuits)[0])),
        pqc(qubits, num_layers, seed),
    )


@misconception(
    "the PQC before the batch's circuits",
    "The PQC was put before the circuits of the batch. First comes the data, then the PQC, then the readout.",
)
def pqc_first(qubits, num_layers, seed):
    circuit, _ = make_pqc(qubits, num_layers)
    layer = ReversedPQC(circuit, cirq.Z(qubits[0]), initializer=seeded(seed))
    return model_of(layer)


class ReversedPQC(tfq.layers.PQC):
    """A PQC that puts its circuit first."""

    def call(self, inputs):
        batch = tf.shape(inputs)[0]
        circuits = tfq.layers.AddCircuit()(inputs, prepend=tf.repeat(self._model_circuit, batch))
        values = tf.repeat(self.parameters[tf.newaxis], batch, axis=0)
        operators = tf.repeat(self._operators, batch, axis=0)
        return self._executor(
            circuits, symbol_names=self._symbols, symbol_values=values, operators=operators
        )
