"""`entangling_ring(qubits)`: CNOT from each qubit to the next and, beyond two, from the last to the first."""

import cirq
import numpy as np

from autograder import expect, points

HINTS = (
    "Count the CNOTs first: none for one qubit, one for two, and as many as there are qubits for three or more.",
    "`zip(qubits, qubits[1:])` gives every neighbouring pair; the closing gate is a case of its own, `len(qubits) > 2`.",
    "`cirq.Circuit(cirq.CNOT(a, b) for a, b in zip(qubits, qubits[1:]))`, then for n > 2 append "
    "`cirq.CNOT(qubits[-1], qubits[0])`.",
)


def line(n):
    return cirq.GridQubit.rect(1, n)


def ring(bits):
    """What the ring makes of a basis state: bit i becomes the parity of bits 0 to i, then the ring closes."""
    after = np.bitwise_xor.accumulate(bits)
    if len(after) > 2:
        after[0] ^= after[-1]
    return after


def ket(bits):
    return f"|{''.join(map(str, bits))}⟩"


def basis_state(bits):
    state = np.zeros(2 ** len(bits))
    state[int("".join(map(str, bits)), 2)] = 1
    return state


def led_from(start, circuit, qubits, wanted, sentence):
    """From the state that the gates `start` prepare, the circuit leads to the wanted one."""
    expect.circuit(circuit, qubits)
    try:
        expect.state(cirq.Circuit(start) + circuit, qubits, wanted)
    except expect.Mismatch as found:
        raise expect.Mismatch(sentence, found.case) from None


def expect_ring(circuit, qubits, rng):
    """The circuit permutes the basis states as the ring does, and keeps every amplitude's phase."""
    n = len(qubits)
    inputs = list(np.ndindex((2,) * n))
    for bits in inputs if n < 4 else rng.permutation(inputs)[:4]:
        after = ring(bits)
        start = [cirq.X(q) if bit else cirq.I(q) for q, bit in zip(qubits, bits)]
        sentence = f"The circuit must turn {ket(bits)} into {ket(after)}; it does not."
        led_from(start, circuit, qubits, basis_state(after), sentence)
    start = [cirq.ry(angle)(q) for q, angle in zip(qubits, rng.uniform(0.3, 2.8, n))]
    amplitudes = cirq.Circuit(start).final_state_vector(qubit_order=qubits)
    wanted = sum(a * basis_state(ring(bits)) for bits, a in zip(inputs, amplitudes))
    sentence = "Basis states are turned into the right ones, but a superposition of them is not."
    led_from(start, circuit, qubits, wanted, sentence)


@points(1)
def test_two_qubits_are_linked_by_one_cnot(learner, rng):
    """For two qubits, there is one CNOT from the first to the second and nothing else."""
    expect_ring(learner.entangling_ring(line(2)), line(2), rng)


@points(1.5)
def test_more_qubits_form_a_closed_ring(learner, rng):
    """For more than two qubits, CNOTs lead from each to the next, then from the last to the first."""
    for n in (3, 4):
        expect_ring(learner.entangling_ring(line(n)), line(n), rng)
    scattered = [cirq.GridQubit(2, 1), cirq.GridQubit(0, 3), cirq.GridQubit(1, 1)]
    expect_ring(learner.entangling_ring(scattered), scattered, rng)
    expect_ring(learner.entangling_ring(line(5)), line(5), rng)


@points(0.5)
def test_one_qubit_has_no_partner(learner):
    """For one qubit, the circuit is empty, while more qubits have gates."""
    expect.circuit(learner.entangling_ring(line(3)), line(3))
    circuit = learner.entangling_ring(line(1))
    expect.that(
        isinstance(circuit, cirq.Circuit),
        "A cirq.Circuit must be returned.",
        circuit,
        cirq.Circuit(),
    )
    empty = not list(circuit.all_operations())
    expect.that(
        empty,
        "One qubit has no other to be linked to: the circuit must be empty.",
        circuit,
        cirq.Circuit(),
    )
