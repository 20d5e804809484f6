"""Known wrong answers to `entangling_ring`, each with what it says of the learner's thinking."""

from itertools import pairwise

import cirq

from autograder import misconception


def chain(qubits):
    return cirq.Circuit(cirq.CNOT(a, b) for a, b in pairwise(qubits))


@misconception(
    "the ring left open",
    "The chain of CNOTs is right, but for more than two qubits a last CNOT leads from the last qubit back to the first.",
)
def open_chain(qubits):
    return chain(qubits)


@misconception(
    "the ring closed for two qubits as well",
    "For two qubits the closing CNOT would link the same pair a second time. The ring is closed only for n > 2.",
)
def closed_for_two(qubits):
    circuit = chain(qubits)
    if len(qubits) > 1:
        circuit.append(cirq.CNOT(qubits[-1], qubits[0]))
    return circuit


@misconception(
    "one modulo for all sizes",
    "`qubits[(i + 1) % n]` closes the ring for every n: with two qubits the pair is linked twice, and with one qubit "
    "the CNOT would act on a single qubit, which Cirq refuses. Treat n = 1 and n = 2 apart.",
)
def modulo(qubits):
    n = len(qubits)
    return cirq.Circuit(cirq.CNOT(qubits[i], qubits[(i + 1) % n]) for i in range(n))


@misconception(
    "control and target exchanged",
    "`cirq.CNOT(control, target)` takes the control first: qubit i controls, qubit i + 1 is flipped.",
)
def exchanged(qubits):
    circuit = cirq.Circuit(cirq.CNOT(b, a) for a, b in pairwise(qubits))
    if len(qubits) > 2:
        circuit.append(cirq.CNOT(qubits[0], qubits[-1]))
    return circuit


@misconception(
    "the closing gate turned round",
    "The ring is closed by a CNOT whose control is the last qubit and whose target is the first.",
)
def closing_turned(qubits):
    circuit = chain(qubits)
    if len(qubits) > 2:
        circuit.append(cirq.CNOT(qubits[0], qubits[-1]))
    return circuit


@misconception(
    "the closing gate first",
    "The CNOTs of a ring don't commute, so their order matters: the gate from the last qubit to the first comes last.",
)
def closing_first(qubits):
    circuit = chain(qubits)
    if len(qubits) > 2:
        circuit.insert(0, cirq.CNOT(qubits[-1], qubits[0]))
    return circuit


@misconception(
    "the chain from its far end",
    "The gates are applied from the last pair to the first. Neighbouring CNOTs don't commute: begin with qubits 0 and 1.",
)
def from_the_far_end(qubits):
    pairs = list(pairwise(qubits))
    circuit = cirq.Circuit(cirq.CNOT(a, b) for a, b in reversed(pairs))
    if len(qubits) > 2:
        circuit.append(cirq.CNOT(qubits[-1], qubits[0]))
    return circuit


@misconception(
    "CZ in place of CNOT",
    "CZ changes signs and leaves basis states where they are. It entangles too, but this ring is made of CNOTs.",
)
def controlled_z(qubits):
    circuit = cirq.Circuit(cirq.CZ(a, b) for a, b in pairwise(qubits))
    if len(qubits) > 2:
        circuit.append(cirq.CZ(qubits[-1], qubits[0]))
    return circuit


@misconception(
    "SWAP in place of CNOT",
    "SWAP moves states from qubit to qubit but entangles nothing: a product state stays a product state.",
)
def swaps(qubits):
    circuit = cirq.Circuit(cirq.SWAP(a, b) for a, b in pairwise(qubits))
    if len(qubits) > 2:
        circuit.append(cirq.SWAP(qubits[-1], qubits[0]))
    return circuit


@misconception(
    "every other pair left out",
    "`range(0, n - 1, 2)` takes qubits 0 and 1, then 2 and 3: there is no gate from 1 to 2. Every neighbouring pair has one.",
)
def disjoint_pairs(qubits):
    circuit = cirq.Circuit(cirq.CNOT(a, b) for a, b in list(pairwise(qubits))[::2])
    if len(qubits) > 2:
        circuit.append(cirq.CNOT(qubits[-1], qubits[0]))
    return circuit


@misconception(
    "a star in place of a ring",
    "Every CNOT has qubit 0 as its control. In a ring the control moves on: qubit i controls qubit i + 1.",
)
def star(qubits):
    return cirq.Circuit(cirq.CNOT(qubits[0], q) for q in qubits[1:])


@misconception(
    "qubits sorted before use",
    "The order of `qubits` is the caller's, and so is the ring's. Sorting them links other neighbours.",
)
def qubits_sorted(qubits):
    circuit = chain(sorted(qubits))
    if len(qubits) > 2:
        circuit.append(cirq.CNOT(max(qubits), min(qubits)))
    return circuit


@misconception(
    "a gate for a qubit without partner",
    "With one qubit there is nothing to entangle: the circuit is `cirq.Circuit()`, without any gate.",
)
def gate_for_one_qubit(qubits):
    circuit = chain(qubits)
    if len(qubits) == 1:
        circuit.append(cirq.X(qubits[0]))
    if len(qubits) > 2:
        circuit.append(cirq.CNOT(qubits[-1], qubits[0]))
    return circuit
