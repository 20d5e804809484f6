"""Known wrong answers to `make_pqc`, each with what it says of the learner's thinking."""

from itertools import pairwise

import cirq
import sympy

from autograder import misconception


def named(count):
    """Zero-padded symbols, whose order by name is their order by number."""
    width = len(str(count - 1))
    return [sympy.Symbol(f"t{k:0{width}d}") for k in range(count)]


def rotated(qubits, first, second, gates=(cirq.ry, cirq.rz)):
    """Two rotations of each qubit: all of the first kind, then all of the second."""
    layer = cirq.Circuit(gates[0](t)(q) for q, t in zip(qubits, first))
    return layer + cirq.Circuit(gates[1](t)(q) for q, t in zip(qubits, second))


def ring(qubits, gate=cirq.CNOT):
    """Neighbours linked, and for more than two qubits the last with the first."""
    circuit = cirq.Circuit(gate(a, b) for a, b in pairwise(qubits))
    if len(qubits) > 2:
        circuit.append(gate(qubits[-1], qubits[0]))
    return circuit


def checked(num_layers):
    if num_layers < 1:
        raise ValueError("at least one layer is needed")
    return num_layers


def layered(qubits, symbols, num_layers, gates=(cirq.ry, cirq.rz), entangler=ring):
    """The right circuit over the given symbols, unless other gates are asked for."""
    n = len(qubits)
    circuit = cirq.Circuit()
    for k in range(0, 2 * n * num_layers, 2 * n):
        circuit += rotated(qubits, symbols[k : k + n], symbols[k + n : k + 2 * n], gates)
        circuit += entangler(qubits)
    return circuit, symbols


@misconception(
    "numbers in the names without leading zeros",
    "TFQ sorts names as text, and there `t10` comes before `t2`. Pad the numbers to one width, `t02` and `t10`, so that "
    "both orders are the same.",
)
def unpadded(qubits, num_layers):
    symbols = [sympy.Symbol(f"t{k}") for k in range(2 * len(qubits) * checked(num_layers))]
    return layered(qubits, symbols, num_layers)


@misconception(
    "numbers padded to two digits only",
    "Two digits are enough for 100 symbols; the name of number 100 sorts between those of 10 and 11. Let the width "
    "follow from the number of symbols.",
)
def two_digits(qubits, num_layers):
    symbols = [sympy.Symbol(f"t{k:02d}") for k in range(2 * len(qubits) * checked(num_layers))]
    return layered(qubits, symbols, num_layers)


@misconception(
    "the list sorted, the names not padded",
    "The list was sorted by name at the end. That hides the trouble: `t10` is now listed before `t2` but applied after "
    "it. Choose names that need no sorting: `t02`, `t10`.",
)
def sorted_afterwards(qubits, num_layers):
    symbols = [sympy.Symbol(f"t{k}") for k in range(2 * len(qubits) * checked(num_layers))]
    circuit, _ = layered(qubits, symbols, num_layers)
    return circuit, sorted(symbols, key=str)


@misconception(
    "names that begin with the qubit's number",
    "The circuit is built layer by layer, so the layer's number must come first in the names; here all symbols of "
    "qubit 0 sort before those of qubit 1.",
)
def qubit_first(qubits, num_layers):
    n = len(qubits)
    kinds = [(layer, kind) for layer in range(checked(num_layers)) for kind in range(2)]
    symbols = [
        sympy.Symbol(f"t_{i:02d}_{layer:02d}_{kind}") for layer, kind in kinds for i in range(n)
    ]
    return layered(qubits, symbols, num_layers)


@misconception(
    "the qubit's number without a leading zero",
    "The layer's number is padded and the qubit's is not. With more than ten qubits `t00_10` sorts before `t00_2`.",
)
def qubit_unpadded(qubits, num_layers):
    n = len(qubits)
    kinds = [(layer, kind) for layer in range(checked(num_layers)) for kind in range(2)]
    symbols = [sympy.Symbol(f"t{layer:03d}_{kind}_{i}") for layer, kind in kinds for i in range(n)]
    return layered(qubits, symbols, num_layers)


@misconception(
    "the same symbols in every layer",
    "Each layer repeats the angles of the first, so there are 2n trainable numbers whatever L is. Every layer needs "
    "symbols of its own.",
)
def tied_layers(qubits, num_layers):
    n = len(qubits)
    symbols = named(2 * n)
    circuit, _ = layered(qubits, symbols * checked(num_layers), num_layers)
    return circuit, symbols


@misconception(
    "one symbol for all qubits of a layer",
    "All qubits of a layer turn by the same angle. Each rotation needs a symbol of its own.",
)
def tied_qubits(qubits, num_layers):
    n = len(qubits)
    symbols = named(2 * checked(num_layers))
    circuit, _ = layered(qubits, [t for t in symbols for _ in range(n)], num_layers)
    return circuit, symbols


@misconception(
    "one rotation a qubit",
    "Each qubit is turned once a layer. One axis does not reach every state of a qubit, two do: there are two "
    "rotations a qubit and layer.",
)
def one_rotation(qubits, num_layers):
    n = len(qubits)
    symbols = named(n * checked(num_layers))
    circuit = cirq.Circuit()
    for k in range(0, n * num_layers, n):
        circuit += cirq.Circuit(cirq.ry(t)(q) for q, t in zip(qubits, symbols[k : k + n])) + ring(
            qubits
        )
    return circuit, symbols


@misconception(
    "R_z as the first gate on |0⟩",
    "R_z only gives |0⟩ a phase, which nothing can see, so the first layer's R_z angles are lost. Begin with R_y or R_x.",
)
def z_first(qubits, num_layers):
    symbols = named(2 * len(qubits) * checked(num_layers))
    return layered(qubits, symbols, num_layers, gates=(cirq.rz, cirq.ry))


@misconception(
    "no entangler",
    "Without gates between qubits, the circuit is n separate circuits of one qubit, and their state is never entangled.",
)
def no_entangler(qubits, num_layers):
    symbols = named(2 * len(qubits) * checked(num_layers))
    return layered(qubits, symbols, num_layers, entangler=lambda qubits: cirq.Circuit())


@misconception(
    "the entangler before the rotations",
    "CNOTs do nothing to |0...0⟩, so the first entangler is lost and the last rotations stay unlinked. "
    "Rotate first, then entangle.",
)
def entangler_first(qubits, num_layers):
    n = len(qubits)
    symbols = named(2 * n * checked(num_layers))
    circuit = cirq.Circuit()
    for k in range(0, 2 * n * num_layers, 2 * n):
        circuit += ring(qubits) + rotated(qubits, symbols[k : k + n], symbols[k + n : k + 2 * n])
    return circuit, symbols


@misconception(
    "the entangler only once, at the end",
    "All rotations come first, so those of later layers merge with those of the first, and there is a single entangler. "
    "It belongs into the loop, behind the rotations of every layer.",
)
def entangler_at_the_end(qubits, num_layers):
    symbols = named(2 * len(qubits) * checked(num_layers))
    circuit, _ = layered(qubits, symbols, num_layers, entangler=lambda qubits: cirq.Circuit())
    return circuit + ring(qubits), symbols


@misconception(
    "qubits linked in separate pairs",
    "Qubits 0 and 1 are linked, and 2 and 3, but nothing leads from one pair to the other. The entangler must connect all.",
)
def separate_pairs(qubits, num_layers):
    symbols = named(2 * len(qubits) * checked(num_layers))
    return layered(
        qubits,
        symbols,
        num_layers,
        entangler=lambda qubits: cirq.Circuit(
            cirq.CNOT(*pair) for pair in zip(qubits[::2], qubits[1::2])
        ),
    )


@misconception(
    "SWAP taken for an entangler",
    "SWAP exchanges two qubits' states and leaves a product state a product state. CNOT or CZ entangle.",
)
def swaps(qubits, num_layers):
    symbols = named(2 * len(qubits) * checked(num_layers))
    return layered(qubits, symbols, num_layers, entangler=lambda qubits: ring(qubits, cirq.SWAP))


@misconception(
    "one qubit not provided for",
    "For a single qubit the entangler tries to link it with itself. It must then be empty; the rotations stay.",
)
def needs_two_qubits(qubits, num_layers):
    symbols = named(2 * len(qubits) * checked(num_layers))
    return layered(
        qubits,
        symbols,
        num_layers,
        entangler=lambda qubits: cirq.Circuit(
            cirq.CNOT(a, b) for a, b in zip(qubits, [*qubits[1:], qubits[0]])
        ),
    )


@misconception(
    "one layer too many",
    "`range(num_layers + 1)` runs once more than there are layers. `range(num_layers)` counts from 0.",
)
def one_layer_more(qubits, num_layers):
    num_layers = checked(num_layers) + 1
    return layered(qubits, named(2 * len(qubits) * num_layers), num_layers)


@misconception(
    "the number of layers not used",
    "The circuit has a single layer whatever `num_layers` is. Repeat rotations and entangler in a loop.",
)
def single_layer(qubits, num_layers):
    checked(num_layers)
    return layered(qubits, named(2 * len(qubits)), 1)


@misconception(
    "names in place of symbols",
    "The list holds the names as text. Return the `sympy.Symbol` objects that are in the circuit.",
)
def names_only(qubits, num_layers):
    symbols = named(2 * len(qubits) * checked(num_layers))
    circuit, _ = layered(qubits, symbols, num_layers)
    return circuit, [symbol.name for symbol in symbols]


@misconception(
    "the number of layers not checked",
    "Without a layer there is no circuit to train. Raise a ValueError if `num_layers` is below 1.",
)
def unchecked(qubits, num_layers):
    symbols = named(2 * len(qubits) * num_layers) if num_layers > 0 else []
    return layered(qubits, symbols, num_layers)
