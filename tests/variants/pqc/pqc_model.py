"""Right answers to `pqc_model`, each written in its own way."""

import random
from itertools import pairwise

import cirq
import numpy as np
import sympy
import tensorflow as tf
import tensorflow_quantum as tfq


def _make_pqc(qubits, num_layers):
    symbols, circuit = [], cirq.Circuit()
    for layer in range(num_layers):
        new = [
            [sympy.Symbol(f"t{layer:03d}_{k}_{i:02d}") for i in range(len(qubits))] for k in "xy"
        ]
        symbols += new[0] + new[1]
        circuit += cirq.Circuit(cirq.rx(t)(q) for t, q in zip(new[0], qubits))
        circuit += cirq.Circuit(cirq.ry(t)(q) for t, q in zip(new[1], qubits))
        circuit += cirq.Circuit(cirq.CZ(a, b) for a, b in pairwise(qubits))
    return circuit, symbols


make_pqc = _make_pqc  # the checks ask for it by its name


def _seeded(seed):
    return tf.keras.initializers.RandomUniform(0, 2 * np.pi, seed=seed)


def sequential(qubits, num_layers, seed):
    layer = tfq.layers.PQC(
        _make_pqc(qubits, num_layers)[0], cirq.Z(qubits[0]), initializer=_seeded(seed)
    )
    return tf.keras.Sequential([tf.keras.layers.Input(shape=(), dtype=tf.string), layer])


def sequential_without_input(qubits, num_layers, seed):
    model = tf.keras.models.Sequential()
    circuit, _ = _make_pqc(qubits, num_layers)
    start = tf.keras.initializers.RandomNormal(stddev=0.3, seed=seed)
    model.add(tfq.layers.PQC(circuit, [cirq.Z(qubits[0])], initializer=start))
    return model


def functional_with_a_global_seed(qubits, num_layers, seed):
    random.seed(seed)
    tf.random.set_seed(seed)
    fresh = tf.keras.initializers.RandomUniform(-np.pi, np.pi)
    circuits = tf.keras.Input(shape=(), dtype=tf.dtypes.string)
    readout = cirq.PauliSum.from_pauli_strings([cirq.PauliString(cirq.Z(qubits[0]))])
    layer = tfq.layers.PQC(_make_pqc(qubits, num_layers)[0], readout, initializer=fresh)
    return tf.keras.Model(inputs=circuits, outputs=layer(circuits))


def weights_set_afterwards(qubits, num_layers, seed):
    circuit, symbols = _make_pqc(qubits, num_layers)
    model = tf.keras.Sequential(
        [tf.keras.Input((), dtype="string"), tfq.layers.PQC(circuit, cirq.Z(qubits[0]))]
    )
    angles = np.random.default_rng(seed).uniform(0, 2 * np.pi, len(symbols))
    model.set_weights([angles.astype(np.float32)])
    return model


class _Circuit(tf.keras.Model):
    def __init__(self, qubits, num_layers, seed):
        super().__init__()
        circuit, self.symbols = _make_pqc(qubits, num_layers)
        self.add_circuit = tfq.layers.AddCircuit()
        self.expectation = tfq.layers.Expectation()
        self.pqc = tfq.convert_to_tensor([circuit])
        self.operators = tfq.convert_to_tensor([[cirq.Z(qubits[0])]])
        self.angles = self.add_weight(
            shape=(len(self.symbols),), initializer=_seeded(seed), name="angles"
        )

    def call(self, circuits):
        batch = tf.shape(circuits)[0]
        return self.expectation(
            self.add_circuit(circuits, append=tf.repeat(self.pqc, batch)),
            symbol_names=[str(symbol) for symbol in self.symbols],
            symbol_values=tf.repeat(self.angles[tf.newaxis], batch, axis=0),
            operators=tf.repeat(self.operators, batch, axis=0),
        )


def a_model_class(qubits, num_layers, seed):
    return _Circuit(qubits, num_layers, seed)


class _Angles(tf.keras.layers.Layer):
    def __init__(self, shape, seed):
        super().__init__()
        self.angles = self.add_weight(name="angles", shape=shape, initializer=_seeded(seed))

    def call(self, circuits):
        flat = tf.reshape(self.angles, (1, -1))
        return tf.tile(flat, (tf.shape(circuits)[0], 1))


def controlled_pqc(qubits, num_layers, seed):
    circuit, _ = _make_pqc(qubits, num_layers)
    circuits = tf.keras.Input(shape=(), dtype=tf.string)
    angles = _Angles((num_layers, 2, len(qubits)), seed)(circuits)
    return tf.keras.Model(
        circuits, tfq.layers.ControlledPQC(circuit, cirq.Z(qubits[0]))([circuits, angles])
    )
