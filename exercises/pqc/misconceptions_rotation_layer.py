"""Known wrong answers to `rotation_layer`, each with what it says of the learner's thinking."""

import cirq
import sympy

from autograder import misconception


@misconception(
    "the exponent of a gate taken for an angle",
    "`cirq.Y(q)**t` turns by t half turns, that is by πt radians. `cirq.ry(t)` turns by t radians.",
)
def exponent_for_angle(qubits, symbols):
    return cirq.Circuit(cirq.Y(q) ** t for q, t in zip(qubits, symbols))


@misconception(
    "the angle halved by hand",
    "R_y(θ) already holds the half angle: its matrix has cos(θ/2). Pass the symbol itself.",
)
def angle_halved(qubits, symbols):
    return cirq.Circuit(cirq.ry(t / 2)(q) for q, t in zip(qubits, symbols))


@misconception(
    "the angle doubled",
    "R_y(θ) turns the Bloch vector by θ, not by θ/2, so the symbol is passed as it is.",
)
def angle_doubled(qubits, symbols):
    return cirq.Circuit(cirq.ry(2 * t)(q) for q, t in zip(qubits, symbols))


@misconception(
    "rotation about x in place of y",
    "From |0⟩, R_x gives the same ⟨Z⟩ but another state: its amplitude of |1⟩ is imaginary. The layer is made of R_y.",
)
def about_x(qubits, symbols):
    return cirq.Circuit(cirq.rx(t)(q) for q, t in zip(qubits, symbols))


@misconception(
    "rotation about z in place of y",
    "R_z only changes the phase of |0⟩: the layer would do nothing to the start of the circuit. It is made of R_y.",
)
def about_z(qubits, symbols):
    return cirq.Circuit(cirq.rz(t)(q) for q, t in zip(qubits, symbols))


@misconception(
    "the sign of the angle turned round",
    "The circuit turns by minus the symbol's value. With `cirq.ry(t)`, a positive t gives |1⟩ a positive amplitude.",
)
def sign_turned(qubits, symbols):
    return cirq.Circuit(cirq.ry(-t)(q) for q, t in zip(qubits, symbols))


@misconception(
    "one symbol for all qubits",
    "Every qubit is turned by `symbols[0]`, so the other symbols can't be trained. Qubit i takes `symbols[i]`.",
)
def one_symbol(qubits, symbols):
    return cirq.Circuit(cirq.ry(symbols[0])(q) for q in qubits)


@misconception(
    "symbols in reverse order",
    "Symbol 0 belongs to `qubits[0]`; here the last symbol went to the first qubit.",
)
def reversed_order(qubits, symbols):
    return cirq.Circuit(cirq.ry(t)(q) for q, t in zip(qubits, reversed(symbols)))


@misconception(
    "symbols sorted by name before use",
    "The order of `symbols` is the caller's. Sorting them by name gives rotations to other qubits.",
)
def symbols_sorted(qubits, symbols):
    return cirq.Circuit(cirq.ry(t)(q) for q, t in zip(qubits, sorted(symbols, key=str)))


@misconception(
    "qubits sorted before use",
    "The order of `qubits` is the caller's. Sorting them gives symbols to other qubits.",
)
def qubits_sorted(qubits, symbols):
    return cirq.Circuit(cirq.ry(t)(q) for q, t in zip(sorted(qubits), symbols))


@misconception(
    "symbols of your own",
    "The circuit holds symbols that were made inside the function. Use the ones in `symbols`: their values are "
    "given by those names.",
)
def own_symbols(qubits, symbols):
    return cirq.Circuit(cirq.ry(sympy.Symbol(f"t{i}"))(q) for i, q in enumerate(qubits))


@misconception(
    "a number in place of the symbol",
    "The circuit holds fixed angles, so there is nothing left to train. `cirq.ry` takes the symbol itself.",
)
def numbers(qubits, symbols):
    return cirq.Circuit(cirq.ry(0.0)(q) for q in qubits)


@misconception(
    "a Hadamard gate before the rotation",
    "The rotations are the whole layer. A superposition comes from R_y itself, with θ = π/2.",
)
def hadamard_first(qubits, symbols):
    return cirq.Circuit((cirq.H(q), cirq.ry(t)(q)) for q, t in zip(qubits, symbols))


@misconception(
    "the circuit begun anew for every qubit",
    "Inside the loop the circuit is replaced and not extended, so only the last qubit keeps its rotation. "
    "Begin with an empty circuit before the loop and append to it.",
)
def last_qubit_only(qubits, symbols):
    for q, t in zip(qubits, symbols):
        circuit = cirq.Circuit(cirq.ry(t)(q))
    return circuit
