"""`basis_encode(bits, qubits)`: the basis state |b_0 b_1 ... b_(n-1)⟩."""

import cirq
import numpy as np

from autograder import expect, points

HINTS = (
    "Every circuit starts from |0...0⟩. Which qubits are right already, and which gate takes |0⟩ to |1⟩?",
    "Go through bits and qubits together with `zip`. A bit of 1 asks for `cirq.X(qubit)`, a bit of 0 for "
    "nothing, or for `cirq.I(qubit)` if you want to see the qubit in the drawing.",
    "After the two checks of the arguments: "
    "`cirq.Circuit(cirq.X(q) if bit else cirq.I(q) for bit, q in zip(bits, qubits))`.",
)


def line(n):
    return cirq.GridQubit.rect(1, n)


def expect_bits(learner, bits, qubits):
    """The learner's circuit prepares |bits⟩; qubits of bit 0 may be left out of it."""
    wanted = np.zeros(2 ** len(bits))
    wanted[int("".join(map(str, bits)), 2)] = 1
    circuit = learner.basis_encode(np.array(bits), qubits)
    expect.state(circuit, qubits, wanted, every_qubit=False)


@points(0.5)
def test_one_bit_sets_one_qubit(learner):
    """Bit 0 makes |0⟩ and bit 1 makes |1⟩."""
    expect_bits(learner, [0], line(1))
    expect_bits(learner, [1], line(1))


@points(1)
def test_each_bit_sets_its_own_qubit(learner, rng):
    """Bit i sets qubit i, for any number of qubits and wherever they lie."""
    for bits in ([1, 0], [0, 1, 1], [0, 0, 0], [1, 1, 0, 1]):
        expect_bits(learner, bits, line(len(bits)))
    for n in (4, 5):
        expect_bits(learner, [1, *rng.integers(0, 2, n - 1)], line(n))
    scattered = [cirq.GridQubit(2, 1), cirq.GridQubit(0, 3), cirq.GridQubit(1, 1)]
    expect_bits(learner, [1, 0, 0], scattered)


@points(0.25)
def test_lengths_that_differ_are_refused(learner, rng):
    """One bit for each qubit, else ValueError."""
    expect_bits(learner, [1, 0, rng.integers(0, 2)], line(3))
    short = "there are 2 bits for 3 qubits"
    expect.raises(ValueError, learner, "basis_encode", np.array([1, 0]), line(3), why=short)
    long = "there are 3 bits for 2 qubits"
    expect.raises(ValueError, learner, "basis_encode", np.array([1, 0, 1]), line(2), why=long)


@points(0.25)
def test_values_that_are_no_bits_are_refused(learner, rng):
    """Every bit is 0 or 1, else ValueError."""
    expect_bits(learner, [1, 0, rng.integers(0, 2)], line(3))
    for bad in (2, -1, 0.5):
        why = f"{bad} is neither 0 nor 1"
        expect.raises(ValueError, learner, "basis_encode", np.array([1, bad]), line(2), why=why)
