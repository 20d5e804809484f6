"""Right answers to `train_classifier`, each written in its own way."""

import cirq
import numpy as np
import sympy
import tensorflow as tf
import tensorflow_quantum as tfq


def _encode(X, qubits):
    return tfq.convert_to_tensor(
        [cirq.Circuit(cirq.ry(a)(q) for a, q in zip(row, qubits)) for row in X]
    )


def _circuit(qubits, num_layers, gates, entangler):
    names = [f"w{k:04d}" for k in range(2 * len(qubits) * num_layers)]
    symbols = iter(sympy.symbols(names))
    circuit = cirq.Circuit()
    for _ in range(num_layers):
        circuit.append([gate(next(symbols))(q) for q in qubits for gate in gates])
        circuit.append(entangler(*qubits))
    return circuit


def _model(num_layers, seed, gates=(cirq.ry, cirq.rz), entangler=cirq.CNOT, spread=None):
    qubits = cirq.GridQubit.rect(1, 2)
    initializer = tf.keras.initializers.RandomUniform(0, 2 * np.pi, seed=seed)
    if spread is not None:
        initializer = tf.keras.initializers.RandomNormal(0, spread, seed=seed)
    strings = tf.keras.Input(shape=(), dtype=tf.string)
    circuit = _circuit(qubits, num_layers, gates, entangler)
    pqc = tfq.layers.PQC(circuit, cirq.Z(qubits[0]), initializer=initializer)
    last = tf.keras.layers.Lambda(lambda z: tf.clip_by_value((1 - z) / 2, 0, 1))
    return tf.keras.Sequential([strings, pqc, last]), qubits


def adam_in_batches(X, y, seed):
    tf.random.set_seed(seed)
    model, qubits = _model(3, seed)
    model.compile(tf.keras.optimizers.Adam(0.1), tf.keras.losses.BinaryCrossentropy())
    model.fit(_encode(X, qubits), y[:, None], batch_size=16, epochs=20, verbose=0)
    return model


def whole_batch_and_squared_error(X, y, seed):
    model, qubits = _model(4, seed)
    model.compile(tf.keras.optimizers.Adam(0.1), "mse")
    model.fit(
        _encode(X, qubits), y.astype(float), batch_size=80, epochs=45, shuffle=False, verbose=0
    )
    return model


def stochastic_descent_with_momentum(X, y, seed):
    tf.random.set_seed(seed)
    model, qubits = _model(3, seed, (cirq.rx, cirq.ry), cirq.CZ)
    model.compile(tf.keras.optimizers.SGD(0.2, momentum=0.9), "binary_crossentropy")
    model.fit(_encode(X, qubits), y, batch_size=16, epochs=20, verbose=0)
    return model


def own_loop(X, y, seed):
    model, qubits = _model(3, seed, (cirq.rx, cirq.rz))
    optimizer = tf.keras.optimizers.Adam(0.15)
    circuits, labels = _encode(X, qubits), tf.constant(y[:, None], tf.float32)

    @tf.function
    def step():
        with tf.GradientTape() as tape:
            loss = tf.keras.losses.BinaryCrossentropy()(labels, model(circuits))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))

    for _ in range(40):
        step()
    return model


def best_of_two_starts(X, y, seed):
    tf.random.set_seed(seed)
    found = []
    for start in (seed, seed + 1):
        model, qubits = _model(3, start)
        model.compile(tf.keras.optimizers.Adam(0.1), "binary_crossentropy")
        history = model.fit(_encode(X, qubits), y, batch_size=16, epochs=12, verbose=0)
        found.append((history.history["loss"][-1], start, model))
    return min(found)[2]


def small_start_and_early_stop(X, y, seed):
    tf.random.set_seed(seed)
    model, qubits = _model(4, seed, spread=0.5)
    model.compile(tf.keras.optimizers.Adam(0.1), "binary_crossentropy", metrics=["accuracy"])
    stop = tf.keras.callbacks.EarlyStopping(monitor="loss", patience=6)
    model.fit(_encode(X, qubits), y, batch_size=20, epochs=24, callbacks=[stop], verbose=0)
    return model
