"""Right answers to `expectations`, each written in its own way."""

import cirq
import numpy as np
import sympy
import tensorflow as tf
import tensorflow_quantum as tfq


def layer(circuit, symbols, values, observable):
    values = tf.convert_to_tensor(values, dtype=tf.float32)
    result = tfq.layers.Expectation()(
        circuit, symbol_names=symbols, symbol_values=values, operators=observable
    )
    return result.numpy()[:, 0]


def tiled_tensors_and_the_operation(circuit, symbols, values, observable):
    rows = len(values)
    operation = tfq.get_expectation_op()
    circuits = tf.repeat(tfq.convert_to_tensor([circuit]), rows)
    operators = tf.repeat(tfq.convert_to_tensor([[observable]]), rows, axis=0)
    names = tf.constant([str(symbol) for symbol in symbols])
    return tf.squeeze(operation(circuits, names, tf.cast(values, tf.float32), operators), axis=1)


def controlled_pqc_with_sorted_columns(circuit, symbols, values, observable):
    model = tfq.layers.ControlledPQC(circuit, observable)
    order = np.argsort([str(symbol) for symbol in symbols])
    data = tfq.convert_to_tensor([cirq.Circuit()] * len(values))
    return (
        model([data, tf.constant(np.asarray(values)[:, order], dtype=tf.float32)]).numpy().ravel()
    )


def row_by_row_without_symbols(circuit, symbols, values, observable):
    resolved = [
        cirq.resolve_parameters(
            circuit, {symbol: float(angle) for symbol, angle in zip(symbols, row)}
        )
        for row in values
    ]
    return (
        tfq.layers.Expectation()(resolved, operators=[observable]).numpy().reshape(-1).astype(float)
    )


def states_and_matrices(circuit, symbols, values, observable):
    states = (
        tfq.layers.State()(circuit, symbol_names=list(symbols), symbol_values=np.asarray(values))
        .to_tensor()
        .numpy()
    )
    places = {qubit: k for k, qubit in enumerate(sorted(circuit.all_qubits()))}
    total = (
        observable
        if isinstance(observable, cirq.PauliSum)
        else cirq.PauliSum.from_pauli_strings([observable])
    )
    states = states / np.linalg.norm(states, axis=1, keepdims=True)
    return [float(total.expectation_from_state_vector(state, places).real) for state in states]


def renamed_and_term_by_term(circuit, symbols, values, observable):
    renamed = [sympy.Symbol(f"p{k:04d}") for k in range(len(symbols))]
    own = cirq.resolve_parameters(circuit, dict(zip(symbols, renamed)), recursive=False)
    terms = list(observable) if isinstance(observable, cirq.PauliSum) else [observable]
    weights = np.array([term.coefficient.real for term in terms])
    bare = [term.with_coefficient(1) for term in terms]
    columns = tfq.layers.Expectation()(
        own, symbol_names=renamed, symbol_values=np.array(values), operators=bare
    )
    return columns.numpy() @ weights


def a_pqc_whose_weights_are_set(circuit, symbols, values, observable):
    pqc = tfq.layers.PQC(circuit, observable)
    nothing = tfq.convert_to_tensor([cirq.Circuit()])
    results = []
    for row in np.asarray(values):
        by_name = {str(symbol): angle for symbol, angle in zip(symbols, row)}
        pqc.set_weights(
            [np.array([by_name[str(symbol)] for symbol in pqc.symbols], dtype=np.float32)]
        )
        results.append(float(pqc(nothing)[0, 0]))
    return np.array(results)
