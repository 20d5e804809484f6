"""`expectations(circuit, symbols, values, observable)`: ⟨observable⟩ for each row of `values`, with TFQ."""

import cirq
import numpy as np
import sympy

from autograder import expect, points

HINTS = (
    "`tfq.layers.Expectation()` is a function of circuit, names, values and operators. Which of its arguments says what "
    "the columns of `values` are?",
    "`symbol_names=symbols` and `symbol_values=values` belong together: column j is the value of symbol j, whatever it "
    "is called. Look at the shape of what comes back.",
    "`layer(circuit, symbol_names=symbols, symbol_values=values, operators=observable)` has the shape (batch, 1); turn "
    "it into an array and take its only column.",
)
ATOL = 2e-4


def line(n):
    return cirq.GridQubit.rect(1, n)


def made(names):
    return [sympy.Symbol(name) for name in names]


def matrix_of(term, qubits):
    """The matrix of a Pauli string with its coefficient, shape (2**n, 2**n)."""
    matrix = np.array([[term.coefficient]])
    for qubit in qubits:
        matrix = np.kron(matrix, cirq.unitary(term.get(qubit, cirq.I)))
    return matrix


def expected(circuit, symbols, values, observable):
    """⟨observable⟩ of each row, from the states themselves; shape (batch,)."""
    qubits = sorted(circuit.all_qubits())
    terms = list(observable) if isinstance(observable, cirq.PauliSum) else [observable]
    matrix = sum(matrix_of(term, qubits) for term in terms)
    rows = [cirq.resolve_parameters(circuit, dict(zip(symbols, map(float, row)))) for row in values]
    states = [expect.final_state(row, qubits) for row in rows]
    return np.array([np.vdot(state, matrix @ state).real for state in states])


def expect_right(learner, circuit, symbols, values, observable):
    """The numbers are right; that they form one row, and no column, is the first check's demand alone."""
    got = learner.expectations(circuit, symbols, values, observable)
    if isinstance(got, np.ndarray) and got.shape == (len(values), 1):
        got = got[:, 0]
    wanted = expected(circuit, symbols, values, observable)
    expect.close(got, wanted, what="The array of expectation values", atol=ATOL)


@points(1, seconds=60)
def test_one_value_a_row(learner, rng):
    """Each row of `values` gives one number, for one row as for several: ⟨Z⟩ = cos θ after R_y(θ)."""
    (qubit,), (theta,) = line(1), made(["theta"])
    circuit = cirq.Circuit(cirq.ry(theta)(qubit))
    for rows in (1, 4, 2):
        values = rng.uniform(0.3, 2.8, (rows, 1))
        got = learner.expectations(circuit, [theta], values, 1.0 * cirq.Z(qubit))
        expect.close(got, np.cos(values[:, 0]), what="The array of expectation values", atol=ATOL)


def turned_apart(names):
    """Qubit j turned by symbol j, and Σ_j (j + 1) Z_j: ⟨·⟩ tells which angle went to which qubit."""
    symbols, qubits = made(names), line(len(names))
    circuit = cirq.Circuit(cirq.ry(t)(q) for t, q in zip(symbols, qubits))
    return circuit, symbols, sum((j + 1) * cirq.Z(q) for j, q in enumerate(qubits))


def apart(rng, shape):
    """Angles in which no two columns are alike."""
    angles = np.linspace(0.3, 2.8, shape[1])
    return np.array([rng.permutation(angles) for _ in range(shape[0])]) + rng.uniform(
        0, 0.05, shape
    )


@points(1, seconds=60)
def test_columns_belong_to_symbols_in_their_given_order(learner, rng):
    """Column j holds the values of symbol j, in whatever order the symbols are given."""
    for names in (("a", "b"), ("b", "c", "a")):
        circuit, symbols, observable = turned_apart(names)
        expect_right(learner, circuit, symbols, apart(rng, (3, len(names))), observable)
    circuit, (first, second, third), observable = turned_apart(("u", "v", "w"))
    expect_right(learner, circuit, [third, first, second], apart(rng, (2, 3)), observable)


@points(1, seconds=60)
def test_names_may_be_anything(learner, rng):
    """The names don't matter: t10 is not t1, and neither capitals nor digits change a value."""
    for names in ([f"t{k}" for k in range(12)], ("B", "a", "A", "b", "_a", "a_1", "a0")):
        symbols = made(names)
        circuit, qubits = cirq.Circuit(), line(3)
        for j, symbol in enumerate(symbols):
            gate = cirq.ry if j % 2 == 0 else cirq.rx
            circuit.append(
                [gate(symbol)(qubits[j % 3]), cirq.CNOT(qubits[j % 3], qubits[(j + 1) % 3])]
            )
        observable = cirq.Z(qubits[0]) + 2.0 * cirq.Z(qubits[1]) + 0.5 * cirq.X(qubits[2])
        expect_right(learner, circuit, symbols, rng.uniform(0.3, 2.8, (3, len(names))), observable)


@points(1, seconds=60)
def test_observables_of_several_terms(learner, rng):
    """Any Pauli string and any sum of them is measured, with its coefficients and constants."""
    (a, b), symbols = line(2), made(["s", "r", "q"])
    circuit = cirq.Circuit(
        cirq.ry(symbols[0])(a), cirq.rx(symbols[1])(b), cirq.CZ(a, b), cirq.ry(symbols[2])(b)
    )
    observables = (
        1.0 * cirq.X(a),
        -0.5 * cirq.Z(a) * cirq.Y(b),
        1.0 * cirq.Z(a) + 2.0 * cirq.Z(b),
        0.5 * cirq.X(a) * cirq.Z(b) - 1.5 * cirq.Y(b) + 0.25,
    )
    for observable in observables:
        expect_right(learner, circuit, symbols, rng.uniform(0.3, 2.8, (3, 3)), observable)
