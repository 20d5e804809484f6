"""Known wrong answers to `basis_encode`, each with what it says of the learner's thinking."""

import cirq
import numpy as np

from autograder import misconception


def checked(bits, qubits):
    if len(bits) != len(qubits) or any(bit not in (0, 1) for bit in bits):
        raise ValueError("one bit, 0 or 1, for each qubit")
    return bits


def flips(bits, qubits):
    return cirq.Circuit(cirq.X(q) if bit else cirq.I(q) for bit, q in zip(bits, qubits))


@misconception(
    "the bits in reverse order",
    "Bit 0 went to the last qubit. In this course, as in Cirq, `qubits[0]` is the most significant bit: "
    "`bits[i]` belongs to `qubits[i]`, and |10⟩ means that `qubits[0]` is |1⟩.",
)
def reversed_bits(bits, qubits):
    return flips(checked(bits, qubits)[::-1], qubits)


@misconception(
    "zeros flipped in place of ones",
    "A circuit starts from |0...0⟩, so a bit of 0 is there already. The X belongs to the bits that are 1.",
)
def zeros_flipped(bits, qubits):
    return flips([1 - bit for bit in checked(bits, qubits)], qubits)


@misconception(
    "a bit used as an angle",
    "`cirq.ry(bit)` and `cirq.rx(bit)` turn by one radian where the bit is 1, about a third of the way to "
    "|1⟩. The whole way is π radians, which is what `cirq.X` does.",
)
def one_radian(bits, qubits):
    return cirq.Circuit(cirq.ry(bit)(q) for bit, q in zip(checked(bits, qubits), qubits))


@misconception(
    "Hadamard gates for ones",
    "H takes |0⟩ halfway, to an equal superposition of |0⟩ and |1⟩. A bit that is certainly 1 is the basis "
    "state |1⟩, and X makes it.",
)
def hadamards(bits, qubits):
    return cirq.Circuit(
        cirq.H(q) if bit else cirq.I(q) for bit, q in zip(checked(bits, qubits), qubits)
    )


@misconception(
    "a gate that does not flip",
    "A bit of 1 left its qubit in |0⟩. Gates such as I, Z and R_z don't change the bits of a basis state; the gate that "
    "flips a bit is X.",
)
def phase_flips(bits, qubits):
    return cirq.Circuit(
        cirq.Z(q) if bit else cirq.I(q) for bit, q in zip(checked(bits, qubits), qubits)
    )


@misconception(
    "a bit used as the number of a qubit",
    "`qubits[bit]` is qubit 0 or qubit 1, whatever the place of the bit. Walk through bits and qubits "
    "together, `for bit, qubit in zip(bits, qubits)`, and let the bit decide whether to flip.",
)
def bits_as_places(bits, qubits):
    return cirq.Circuit(cirq.X(qubits[int(bit)]) for bit in checked(bits, qubits))


@misconception(
    "the circuit returned too early",
    "Only the first bit was written: the `return` stands inside the loop, so the loop ends after one turn.",
)
def first_bit_only(bits, qubits):
    return flips([bits[0]] + [0] * (len(checked(bits, qubits)) - 1), qubits)


@misconception(
    "every qubit flipped",
    "The bits were not looked at: all qubits ended in |1⟩. Flip only those whose bit is 1.",
)
def all_flipped(bits, qubits):
    return cirq.Circuit(cirq.X.on_each(*qubits[: len(checked(bits, qubits))]))


@misconception(
    "qubits sorted before use",
    "The order of `qubits` is the caller's choice. Sorting them moves bits to other qubits.",
)
def sorted_qubits(bits, qubits):
    return flips(checked(bits, qubits), sorted(qubits))


@misconception(
    "measured at the end",
    "An encoding prepares a state for the circuit that follows; a measurement would end it. Leave the "
    "measurement to whoever uses the state.",
)
def measured(bits, qubits):
    return flips(checked(bits, qubits), qubits) + cirq.Circuit(cirq.measure(*qubits))


@misconception(
    "arguments not checked",
    "`zip` stops silently at the shorter of its arguments, and every number but 0 counts as true. Compare "
    "the lengths, and look at each bit, before the circuit is built.",
)
def unchecked(bits, qubits):
    return flips(bits, qubits)


@misconception(
    "assert for raise",
    "`assert` raises AssertionError, and vanishes altogether when Python runs with -O. It is for what can't happen; what "
    "a caller may get wrong asks for `raise ValueError(...)`.",
)
def asserted(bits, qubits):
    assert len(bits) == len(qubits)
    assert all(bit in (0, 1) for bit in bits)
    return flips(bits, qubits)


@misconception(
    "lengths not compared",
    "The bits themselves are checked, but `zip` stops silently at the shorter of its arguments. Compare "
    "`len(bits)` with `len(qubits)` first.",
)
def lengths_unchecked(bits, qubits):
    return flips(checked(bits, [None] * len(bits)), qubits)


@misconception(
    "every number taken for a bit",
    "The lengths are compared, but 2 or −1 or 0.5 is still encoded as if it were a bit. Python takes every "
    "number but 0 as true; ask whether `bit in (0, 1)`.",
)
def any_number(bits, qubits):
    if len(bits) != len(qubits):
        raise ValueError("one bit for each qubit")
    return flips(bits, qubits)


@misconception(
    "rounded to whole numbers before the check",
    "`int(bit)` or `dtype=int` makes 0.5 a 0 without a word, and the check that follows can't see it any "
    "more. Check the values as they came.",
)
def truncated(bits, qubits):
    return flips(checked(np.asarray(bits).astype(int), qubits), qubits)


@misconception(
    "the remainder taken in place of a check",
    "`bit % 2` makes a bit of any number: 2 becomes 0, and −1 becomes 1. A caller who passes a 2 has made a "
    "mistake, and should hear of it by a ValueError.",
)
def modulo_two(bits, qubits):
    if len(bits) != len(qubits):
        raise ValueError("one bit for each qubit")
    return flips(np.asarray(bits) % 2 >= 1, qubits)
