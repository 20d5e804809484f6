"""`rotation_layer(qubits, symbols)`: R_y(symbols[i]) on qubit i."""

import cirq
import numpy as np
import sympy

from autograder import expect, points

HINTS = (
    "A symbol stands where a number would stand: the gate that turned a qubit by x turns it by a `sympy.Symbol` too.",
    "`cirq.ry(symbol)(qubit)` is one trainable rotation. Go through qubits and symbols together.",
    "`cirq.Circuit(cirq.ry(symbol)(qubit) for qubit, symbol in zip(qubits, symbols))`",
)
STARTS = {
    "|0⟩": (),
    "|1⟩": (cirq.X,),
    "|+⟩": (cirq.H,),
    "(|0⟩ + i|1⟩)/√2": (cirq.H, cirq.S),
}


def line(n):
    return cirq.GridQubit.rect(1, n)


def turn(angle):
    """The matrix of R_y(angle)."""
    c, s = np.cos(angle / 2), np.sin(angle / 2)
    return np.array([[c, -s], [s, c]])


def turned_from(start, circuit, symbols, angles, qubits):
    """The circuit at these angles, after each qubit was brought from |0⟩ to `start`."""
    names = [symbol.name for symbol in symbols]
    expect.circuit(circuit, qubits, symbols=names)
    absent = sorted(set(names) - set(cirq.parameter_names(circuit)))
    expect.that(not absent, f"The circuit does not hold the symbol {', '.join(absent)}.", circuit)
    prepared = cirq.Circuit(gate(qubit) for qubit in qubits for gate in STARTS[start])
    return prepared + cirq.resolve_parameters(circuit, dict(zip(names, angles)))


def expect_turns(start, circuit, symbols, angles, qubits):
    """From this state of every qubit, the circuit turns qubit i by angles[i] about the y axis."""
    started = turned_from(start, circuit, symbols, angles, qubits)
    wanted = np.ones(1)
    for angle in angles:
        one = cirq.Circuit(cirq.I(qubits[0]), (gate(qubits[0]) for gate in STARTS[start]))
        wanted = np.kron(wanted, turn(angle) @ one.final_state_vector())
    values = ", ".join(f"{symbol} = {angle:.3f}" for symbol, angle in zip(symbols, angles))
    try:
        expect.state(started, qubits, wanted)
    except expect.Mismatch as found:
        sentence = f"With {values}, the circuit leads from {start} on every qubit to another state."
        raise expect.Mismatch(sentence, found.case) from None


@points(1)
def test_one_symbol_turns_one_qubit(learner, rng):
    """One symbol turns one qubit by its value, in radians, about the y axis."""
    theta = [sympy.Symbol("theta")]
    circuit = learner.rotation_layer(line(1), theta)
    for angle in (np.pi / 2, 0.0, -0.7, *rng.uniform(-3, 3, 2)):
        for start in STARTS:
            expect_turns(start, circuit, theta, [angle], line(1))


@points(1)
def test_each_symbol_turns_its_own_qubit(learner, rng):
    """Symbol i turns qubit i, whatever the names are and wherever the qubits lie."""
    scattered = [cirq.GridQubit(2, 1), cirq.GridQubit(0, 3), cirq.GridQubit(1, 1)]
    for names, qubits in (
        ("ab", line(2)),
        ("bca", line(3)),
        ("abc", scattered),
        ("hcebg", line(5)),
    ):
        symbols = [sympy.Symbol(name) for name in names]
        circuit = learner.rotation_layer(qubits, symbols)
        angles = rng.uniform(0.2, 3, len(qubits)) * rng.choice([-1, 1], len(qubits))
        for start in STARTS:
            expect_turns(start, circuit, symbols, angles, qubits)
