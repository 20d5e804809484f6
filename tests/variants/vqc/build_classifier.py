"""Right answers to `build_classifier`, each written in its own way."""

import cirq
import numpy as np
import sympy
import tensorflow as tf
import tensorflow_quantum as tfq


def _circuit(qubits, num_layers, gates, entangle):
    if num_layers < 1:
        raise ValueError(f"at least one layer, not {num_layers}")
    names = [f"w{k:04d}" for k in range(2 * len(qubits) * num_layers)]
    symbols = iter(sympy.symbols(names))
    circuit = cirq.Circuit()
    for _ in range(num_layers):
        circuit.append([gate(next(symbols))(q) for gate in gates for q in qubits])
        circuit.append(entangle(qubits))
    return circuit, names


def _ladder(qubits):
    return [cirq.CNOT(qubits[i], qubits[i + 1]) for i in range(len(qubits) - 1)]


def _ring(qubits):
    closing = [cirq.CNOT(qubits[-1], qubits[0])] if len(qubits) > 2 else []
    return [*_ladder(qubits), *closing]


def _all_to_all(qubits):
    return [cirq.CZ(a, b) for i, a in enumerate(qubits) for b in qubits[i + 1 :]]


def _uniform(seed):
    return tf.keras.initializers.RandomUniform(0, 2 * np.pi, seed=seed)


def sequential(qubits, num_layers, seed):
    circuit, _ = _circuit(qubits, num_layers, (cirq.ry, cirq.rz), _ring)
    return tf.keras.Sequential(
        [
            tf.keras.layers.Input(shape=(), dtype=tf.string),
            tfq.layers.PQC(
                circuit,
                cirq.Z(qubits[0]),
                initializer=_uniform(seed),
                differentiator=tfq.differentiators.Adjoint(),
            ),
            tf.keras.layers.Lambda(lambda z: tf.clip_by_value((1 - z) / 2, 0, 1)),
        ]
    )


def functional(qubits, num_layers, seed):
    circuit, _ = _circuit(qubits, num_layers, (cirq.rx, cirq.ry), _all_to_all)
    strings = tf.keras.Input(shape=(), dtype=tf.dtypes.string)
    z = tfq.layers.PQC(circuit, cirq.Z(qubits[0]), initializer=_uniform(seed))(strings)
    p = tf.keras.layers.Rescaling(-0.5, offset=0.5)(z)
    return tf.keras.Model(inputs=strings, outputs=p)


def probability_as_observable(qubits, num_layers, seed):
    circuit, _ = _circuit(qubits, num_layers, (cirq.rx, cirq.rz), _ring)
    number = 0.5 - 0.5 * cirq.Z(qubits[0])
    normal = tf.keras.initializers.RandomNormal(0, 1, seed=seed)
    strings = tf.keras.Input(shape=(), dtype=tf.string)
    return tf.keras.Sequential([strings, tfq.layers.PQC(circuit, number, initializer=normal)])


def sequential_without_input(qubits, num_layers, seed):
    circuit, _ = _circuit(qubits, num_layers, (cirq.ry, cirq.rz), _all_to_all)
    return tf.keras.Sequential(
        [
            tfq.layers.PQC(circuit, cirq.Z(qubits[0]), initializer=_uniform(seed)),
            tf.keras.layers.Lambda(lambda z: 0.5 - 0.5 * tf.clip_by_value(z, -1.0, 1.0)),
        ]
    )


class _Classifier(tf.keras.Model):
    def __init__(self, qubits, num_layers, seed):
        super().__init__()
        circuit, self.names = _circuit(qubits, num_layers, (cirq.rx, cirq.rz), _ladder)
        self.circuit = tfq.convert_to_tensor([circuit])
        self.observable = tfq.convert_to_tensor([[cirq.Z(qubits[0])]])
        self.theta = self.add_weight(
            name="theta", shape=(1, len(self.names)), initializer=_uniform(seed)
        )
        self.append = tfq.layers.AddCircuit()
        self.expectation = tfq.layers.Expectation()

    def call(self, circuits):
        batch = tf.size(circuits)
        z = self.expectation(
            self.append(circuits, append=tf.repeat(self.circuit, batch)),
            symbol_names=self.names,
            symbol_values=tf.repeat(self.theta, batch, axis=0),
            operators=tf.repeat(self.observable, batch, axis=0),
        )
        return tf.clip_by_value((1 - z) / 2, 0, 1)


def subclass_of_model(qubits, num_layers, seed):
    return _Classifier(qubits, num_layers, seed)


def two_weight_arrays(qubits, num_layers, seed):
    circuit, names = _circuit(qubits, num_layers, (cirq.ry, cirq.rz), _ring)
    strings = tf.keras.Input(shape=(), dtype=tf.string)
    first = len(qubits) * num_layers
    front = _Angles(first, seed)(strings)
    back = _Angles(first, seed + 1)(strings)
    values = tf.keras.layers.Concatenate()([front, back])
    whole = tfq.layers.AddCircuit()(strings, append=circuit)
    z = tfq.layers.Expectation()(
        whole, symbol_names=names, symbol_values=values, operators=cirq.Z(qubits[0])
    )
    return tf.keras.Model(strings, tf.keras.layers.Lambda(lambda z: (1 - z) / 2)(z))


class _Angles(tf.keras.layers.Layer):
    def __init__(self, count, seed):
        super().__init__()
        self.angles = self.add_weight(name="angles", shape=(count,), initializer=_uniform(seed))

    def call(self, strings):
        return tf.tile(self.angles[None], [tf.size(strings), 1])
