"""`make_pqc(qubits, num_layers)`: layers of two trainable rotations a qubit and an entangler."""

from itertools import combinations

import cirq
import numpy as np
import sympy

from autograder import expect, points

HINTS = (
    "Make all 2·n·L symbols first, with zero-padded names, and hand them out in the order in which you build.",
    'The width of the names follows from their number: `width = len(str(count - 1))`, then `f"t{k:0{width}d}"`. '
    "Which rotation changes |0⟩, and which only its phase?",
    "In every layer: `circuit += rotation_layer(qubits, ...)`, then a layer of `cirq.rz` with the next n symbols, "
    "then `circuit += entangling_ring(qubits)`.",
)
DRAWS = 3


def line(n):
    return cirq.GridQubit.rect(1, n)


def built(value, qubits):
    """The circuit and its symbols' names, as they are in it, once it is a circuit on these qubits."""
    pair = isinstance(value, (list, tuple)) and len(value) == 2
    expect.that(
        pair, "A circuit and the list of its symbols must be returned.", value, "(circuit, symbols)"
    )
    circuit = value[0]
    names = sorted(cirq.parameter_names(circuit)) if isinstance(circuit, cirq.Circuit) else []
    expect.circuit(circuit, qubits, symbols=names)
    expect.that(names, "The circuit holds no symbol, so nothing in it can be trained.", circuit)
    return circuit, names


def listed(value, count):
    """The names of the symbols in the returned list, which holds `count` different ones."""
    symbols = value[1]
    kind = isinstance(symbols, (list, tuple)) and all(isinstance(s, sympy.Symbol) for s in symbols)
    expect.that(kind, "The second part of the answer must be a list of sympy.Symbol.", symbols)
    names = [symbol.name for symbol in symbols]
    sentence = f"There must be {count} different symbols in the list; there are {len(set(names))}."
    expect.that(len(names) == len(set(names)) == count, sentence, symbols)
    return names


def trained(operation):
    return sorted(cirq.parameter_names(operation))


def state(circuit, names, angles, qubits):
    """The state that the circuit prepares at these angles, in the order of `names`; shape (2**n,)."""
    return expect.final_state(cirq.resolve_parameters(circuit, dict(zip(names, angles))), qubits)


@points(1)
def test_two_symbols_a_qubit_and_layer(learner):
    """Each qubit has two rotations a layer with symbols of their own: 2·n·L different symbols."""
    for n, layers in ((1, 1), (2, 1), (1, 2), (3, 2)):
        value = learner.make_pqc(line(n), layers)
        circuit, names = built(value, line(n))
        absent = sorted(set(names) ^ set(listed(value, 2 * n * layers)))
        expect.that(
            not absent,
            f"{', '.join(absent)} is in the list or in the circuit, but not in both.",
            value[1],
        )
        for qubit in line(n):
            here = {
                s for op in circuit.all_operations() if op.qubits == (qubit,) for s in trained(op)
            }
            sentence = f"{2 * layers} symbols must turn each qubit; {len(here)} turn {qubit}."
            expect.that(len(here) == 2 * layers, sentence, circuit)


def expect_sorted(names):
    """The names are in lexicographic order."""
    for k, (name, after) in enumerate(zip(names, sorted(names))):
        sentence = (
            f"TFQ sorts the symbols by name, and then `{after}` is number {k}, where your list has `{name}`: "
            "the names must sort in the order of the list."
        )
        expect.that(name == after, sentence, names, sorted(names))


def expect_applied_in_order(circuit, names):
    """No symbol of the list is applied before one that is listed earlier, where the circuit tells before from after."""
    place = {name: k for k, name in enumerate(names)}
    past = {qubit: set() for qubit in circuit.all_qubits()}
    for operation in circuit.all_operations():
        before = set().union(*(past[qubit] for qubit in operation.qubits))
        for name in set(trained(operation)) - before:
            late = max(before, key=place.__getitem__, default=name)
            sentence = f"`{name}` is listed before `{late}`, but it is applied after it."
            expect.that(place[late] <= place[name], sentence, names)
        for qubit in operation.qubits:
            past[qubit] = before | set(trained(operation))


@points(1)
def test_symbols_sort_in_the_order_of_application(learner):
    """The list of symbols is in the order of application, and sorting the names does not change it."""
    for n, layers in ((1, 1), (2, 1), (2, 3), (1, 11), (3, 11), (4, 13), (11, 1)):
        value = learner.make_pqc(line(n), layers)
        circuit, held = built(value, line(n))
        names = listed(value, len(held))
        expect.that(
            set(names) == set(held), "The list does not hold the circuit's symbols.", names, held
        )
        expect_sorted(names)
        expect_applied_in_order(circuit, names)


def tangent(circuit, names, angles, qubits, k):
    """How the state moves with symbol k, without a change of phase; shape (2**n,)."""
    step = 1e-4 * np.eye(len(names))[k]
    here = state(circuit, names, angles, qubits)
    ahead, behind = (
        expect.aligned(state(circuit, names, angles + s, qubits), here) for s in (step, -step)
    )
    return (ahead - behind) / 2e-4


def expect_moves(circuit, names, qubits, rng):
    """Each symbol moves the state, at one at least of several random choices of all angles."""
    draws = [rng.uniform(-np.pi, np.pi, len(names)) for _ in range(DRAWS)]
    moves = np.array(
        [[tangent(circuit, names, a, qubits, k) for k in range(len(names))] for a in draws]
    )
    for k, name in enumerate(names):
        moved = np.max(np.linalg.norm(moves[:, k], axis=1)) > 1e-3
        expect.that(moved, f"The state is the same whatever value `{name}` has.", circuit)



@points(1)
def test_every_symbol_changes_the_state(learner, rng):
    """Every symbol changes the state reached from |0...0⟩ at random angles, in a way of its own."""
    for n, layers in ((1, 1), (2, 1), (3, 1), (1, 2), (2, 2)):
        circuit, names = built(learner.make_pqc(line(n), layers), line(n))
        expect_moves(circuit, names, line(n), rng)


def mixedness(amplitudes, part, n):
    """1 − tr ρ² of the qubits in `part`: 0 where they are not entangled with the others."""
    tensor = np.moveaxis(amplitudes.reshape((2,) * n), part, range(len(part)))
    weights = np.linalg.svd(tensor.reshape(2 ** len(part), -1), compute_uv=False) ** 2
    return 1 - np.sum(weights**2)


def expect_entangled(circuit, names, qubits, rng):
    """Whichever way the qubits are divided in two, the state at random angles is entangled across the cut."""
    n = len(qubits)
    states = [
        state(circuit, names, rng.uniform(-np.pi, np.pi, len(names)), qubits) for _ in range(DRAWS)
    ]
    for part in (part for size in range(1, n // 2 + 1) for part in combinations(range(n), size)):
        here, there = (
            [str(qubits[i]) for i in range(n) if (i in part) is inside] for inside in (True, False)
        )
        sentence = f"At random angles {', '.join(here)} is not entangled with {', '.join(there)}."
        expect.that(max(mixedness(s, part, n) for s in states) > 1e-6, sentence, circuit)


def expect_linked_in_every_layer(circuit, qubits, layers):
    """Behind the rotations of each layer, gates on several qubits connect all of them."""
    seen = {qubit: set() for qubit in qubits}
    here = {s for op in circuit.all_operations() if op.qubits == (qubits[0],) for s in trained(op)}
    rotations = len(here) / layers
    groups = {layer: {frozenset([qubit]) for qubit in qubits} for layer in range(1, layers + 1)}
    for operation in circuit.all_operations():
        if len(operation.qubits) == 1:
            seen[operation.qubits[0]].update(trained(operation))
        behind = {len(seen[qubit]) for qubit in operation.qubits}
        layer = behind.pop() / rotations if rotations and len(behind) == 1 else 0
        if len(operation.qubits) > 1 and layer in groups:
            touched = {g for g in groups[layer] if g & set(operation.qubits)}
            groups[layer] = groups[layer] - touched | {frozenset().union(*touched)}
    for layer, parts in groups.items():
        sentence = f"Behind the rotations of layer {layer}, no entangler connects all qubits."
        expect.that(len(parts) == 1, sentence, circuit)


@points(1.5)
def test_the_qubits_are_entangled_in_every_layer(learner, rng):
    """An entangler behind every layer's rotations connects all qubits: no cut divides them."""
    for n in (2, 3, 4):
        circuit, names = built(learner.make_pqc(line(n), 1), line(n))
        expect_entangled(circuit, names, line(n), rng)
    for n, layers in ((2, 2), (3, 3)):
        circuit, names = built(learner.make_pqc(line(n), layers), line(n))
        expect_entangled(circuit, names, line(n), rng)
        expect_linked_in_every_layer(circuit, line(n), layers)


@points(0.5)
def test_no_layer_is_refused(learner):
    """Fewer than one layer raises ValueError, and one layer does not."""
    built(learner.make_pqc(line(2), 1), line(2))
    for layers in (0, -1):
        why = f"a circuit of {layers} layers can't be built"
        expect.raises(ValueError, learner, "make_pqc", line(2), layers, why=why)
