"""Right answers to `make_pqc`, each written in its own way."""

from itertools import combinations, pairwise, product
from string import ascii_lowercase

import cirq
import sympy


def _at_least_one(num_layers):
    if num_layers < 1:
        raise ValueError("at least one layer is needed")


def layer_by_layer(qubits, num_layers):
    _at_least_one(num_layers)
    n = len(qubits)
    digits = len(str(2 * n * num_layers - 1))
    symbols = [sympy.Symbol("t" + str(k).zfill(digits)) for k in range(2 * n * num_layers)]
    source = iter(symbols)
    circuit = cirq.Circuit()
    for _ in range(num_layers):
        for gate in (cirq.ry, cirq.rz):
            circuit += cirq.Circuit(gate(next(source))(q) for q in qubits)
        for i in range(n - 1):
            circuit.append(cirq.CNOT(qubits[i], qubits[i + 1]))
        if n > 2:
            circuit.append(cirq.CNOT(qubits[-1], qubits[0]))
    return circuit, symbols


def qubit_by_qubit_and_all_pairs(qubits, num_layers):
    _at_least_one(num_layers)
    circuit, symbols = cirq.Circuit(), []
    for layer, (i, q) in product(range(num_layers), enumerate(qubits)):
        pair = sympy.symbols(f"w_{layer:04d}_{i:03d}_x w_{layer:04d}_{i:03d}_y")
        symbols.extend(pair)
        circuit.append([cirq.rx(pair[0])(q), cirq.ry(pair[1])(q)])
        if i == len(qubits) - 1:
            circuit.append(cirq.CZ(a, b) for a, b in combinations(qubits, 2))
    return circuit, symbols


def half_turns(qubits, num_layers):
    _at_least_one(num_layers)
    names = [f"s{k:05d}" for k in range(2 * len(qubits) * num_layers)]
    symbols = [sympy.Symbol(name) for name in names]
    circuit, rest = cirq.Circuit(), list(symbols)
    for _ in range(num_layers):
        circuit.append(cirq.X(q) ** rest.pop(0) for q in qubits)
        circuit.append(cirq.Z(q) ** rest.pop(0) for q in qubits)
        circuit.append(cirq.ISWAP(a, b) ** 0.5 for a, b in pairwise(qubits))
    return circuit, symbols


def words_of_letters(qubits, num_layers):
    _at_least_one(num_layers)
    names = ("".join(letters) for letters in product(ascii_lowercase, repeat=3))
    symbols = [sympy.Symbol(next(names)) for _ in range(2 * len(qubits) * num_layers)]
    size = 2 * len(qubits)
    layers = [symbols[start : start + size] for start in range(0, len(symbols), size)]
    moments = []
    for layer in layers:
        moments.append(cirq.Moment(cirq.ry(t)(q) for t, q in zip(layer[::2], qubits)))
        moments.append(cirq.Moment(cirq.rx(t)(q) for t, q in zip(layer[1::2], qubits)))
        moments += [cirq.Moment(cirq.XX(a, b) ** 0.5) for a, b in zip(qubits[1:], qubits)]
    order = [t for layer in layers for t in (*layer[::2], *layer[1::2])]
    renamed = dict(zip(order, symbols))
    return cirq.resolve_parameters(cirq.Circuit(moments), renamed, recursive=False), symbols


def one_layer_and_recursion(qubits, num_layers):
    _at_least_one(num_layers)

    def layers(first):
        if first == num_layers:
            return cirq.Circuit(), ()
        new = sympy.symbols(f"l{first:03d}_q:{2 * len(qubits)}") if len(qubits) < 5 else ()
        new = new or tuple(sympy.Symbol(f"l{first:03d}_q{k:02d}") for k in range(2 * len(qubits)))
        turned = [cirq.ry(t)(q) for t, q in zip(new, qubits)]
        turned += [cirq.rz(t)(q) for t, q in zip(new[len(qubits) :], qubits)]
        hub = [cirq.CNOT(qubits[0], q) for q in qubits[1:]]
        rest, others = layers(first + 1)
        return cirq.Circuit(turned, hub) + rest, new + others

    circuit, symbols = layers(0)
    return circuit, list(symbols)


def rotations_written_out(qubits, num_layers):
    _at_least_one(num_layers)
    count = 2 * len(qubits) * num_layers
    symbols = sympy.symbols([f"angle{k + 1:06d}" for k in range(count)])
    circuit = cirq.Circuit()
    for k, t in enumerate(symbols):
        within = k % (2 * len(qubits))
        q = qubits[within // 2]
        axis = [cirq.H(q)] if within % 2 == 0 else []
        circuit.append([*axis, cirq.rz(t)(q), *axis])
        if within == 2 * len(qubits) - 1:
            circuit.append(cirq.CNOT(b, a) for a, b in pairwise(qubits))
    return circuit, list(symbols)


def one_axis_twice(qubits, num_layers):
    _at_least_one(num_layers)
    names = [f"a{k:05d}" for k in range(2 * len(qubits) * num_layers)]
    symbols = [sympy.Symbol(name) for name in names]
    circuit, rest = cirq.Circuit(), iter(symbols)
    for _ in range(num_layers):
        circuit.append([cirq.ry(next(rest))(q), cirq.ry(next(rest))(q)] for q in qubits)
        circuit.append(cirq.CNOT(a, b) for a, b in pairwise(qubits))
    return circuit, symbols
