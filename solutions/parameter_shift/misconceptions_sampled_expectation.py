"""Known wrong answers to `sampled_expectation`, each with what it says of the learner's thinking."""

import cirq
import numpy as np

from autograder import misconception


def measured(circuit, qubits, shots, seed):
    """The bits of each shot, shape (shots, n); ValueError for fewer than one shot."""
    if shots < 1:
        raise ValueError("at least one shot is needed")
    full = circuit + cirq.measure(*qubits, key="z")
    return cirq.Simulator(seed=seed).run(full, repetitions=shots).measurements["z"].astype(int)


def products(circuit, qubits, shots, seed):
    """The product of the signs of each shot, shape (shots,); ValueError for fewer than one shot."""
    return (1 - 2 * measured(circuit, qubits, shots, seed)).prod(axis=1)


@misconception(
    "the exact expectation value",
    "The value comes from the state vector, which no device shows. Here it is to be estimated from `shots` "
    "measurements, so it must scatter from seed to seed.",
)
def exact(circuit, qubits, shots, seed):
    if shots < 1:
        raise ValueError("at least one shot is needed")
    observable = cirq.PauliString(cirq.Z(q) for q in qubits)
    return float(cirq.Simulator(seed=seed).simulate_expectation_values(circuit, observable)[0].real)


@misconception(
    "a probability in place of an expectation value",
    "What came back is the share of shots with an even number of ones, which lies between 0 and 1. The expectation "
    "value counts the other shots as −1: it is 2p − 1.",
)
def share_of_even(circuit, qubits, shots, seed):
    return float(np.mean(measured(circuit, qubits, shots, seed).sum(axis=1) % 2 == 0))


@misconception(
    "the mean of the parity bits",
    "What came back is the share of shots with an odd number of ones. The outcomes of Z⊗…⊗Z are +1 and −1, not 0 and "
    "1: use 1 − 2·bit.",
)
def share_of_odd(circuit, qubits, shots, seed):
    return float(np.mean(measured(circuit, qubits, shots, seed).sum(axis=1) % 2))


@misconception(
    "bit 1 taken for +1",
    "`2 * bit - 1` makes bit 0 into −1. The state |0⟩ has Z = +1: use `1 - 2 * bit`.",
)
def signs_of_bits_turned(circuit, qubits, shots, seed):
    return float(np.mean((2 * measured(circuit, qubits, shots, seed) - 1).prod(axis=1)))


@misconception(
    "signs computed with unsigned bits",
    "The bits are of the type `uint8`, which knows no negative numbers: `1 - 2 * bits` is 255 where the bit is 1. "
    "Convert first, `bits.astype(int)`.",
)
def unsigned_bits(circuit, qubits, shots, seed):
    bits = measured(circuit, qubits, shots, seed).astype(np.uint8)
    return float(np.mean((1 - 2 * bits).prod(axis=1)))


@misconception(
    "even and odd exchanged",
    "Shots with an even number of ones were counted as −1. In |0…0⟩ every Z is +1, and so is their product.",
)
def parity_turned(circuit, qubits, shots, seed):
    return -float(np.mean(products(circuit, qubits, shots, seed)))


@misconception(
    "the product of the means",
    "Each ⟨Z_i⟩ was estimated by itself and the estimates multiplied. That is ⟨Z…Z⟩ only for states without "
    "correlations. Multiply within each shot, then take the mean.",
)
def product_of_means(circuit, qubits, shots, seed):
    return float(np.prod(np.mean(1 - 2 * measured(circuit, qubits, shots, seed), axis=0)))


@misconception(
    "the mean over the qubits",
    "The Z's of a shot were averaged. Z⊗…⊗Z is their product: −1 for |01⟩, not 0.",
)
def mean_over_qubits(circuit, qubits, shots, seed):
    return float(np.mean(1 - 2 * measured(circuit, qubits, shots, seed)))


@misconception(
    "the Z's added up",
    "The Z's of a shot were added: that is an estimate of ⟨Z_0 + Z_1 + …⟩. Z⊗…⊗Z is their product, never above 1.",
)
def sum_over_qubits(circuit, qubits, shots, seed):
    return float(np.mean((1 - 2 * measured(circuit, qubits, shots, seed)).sum(axis=1)))


@misconception(
    "only the first qubit",
    "The other qubits were left out. Each shot counts the product of the Z's of all qubits that are given.",
)
def first_qubit_only(circuit, qubits, shots, seed):
    return float(np.mean(1 - 2 * measured(circuit, qubits, shots, seed)[:, 0]))


@misconception(
    "only the last bit",
    "Reading a shot as an integer and asking whether that is odd looks at the last qubit alone. What counts is how many "
    "of its bits are 1.",
)
def last_bit_only(circuit, qubits, shots, seed):
    bits = measured(circuit, qubits, shots, seed)
    numbers = bits @ (2 ** np.arange(len(qubits))[::-1])
    return float(np.mean(1 - 2 * (numbers % 2)))


@misconception(
    "+1 for all zeros, −1 for everything else",
    "That is the observable 2|0…0⟩⟨0…0| − 1. For Z⊗…⊗Z a shot counts −1 if an odd number of its bits is 1: |11⟩ gives "
    "+1.",
)
def all_zeros(circuit, qubits, shots, seed):
    return float(np.mean(np.where(measured(circuit, qubits, shots, seed).any(axis=1), -1, 1)))


@misconception(
    "only the outcomes 0 and 1 of the histogram",
    "`histogram` numbers the outcomes from 0 to 2**n − 1. For one qubit these are 0 and 1; for more qubits every outcome "
    "counts, as +1 or −1 by how many of its bits are 1.",
)
def first_two_outcomes(circuit, qubits, shots, seed):
    bits = measured(circuit, qubits, shots, seed)
    numbers = bits @ (2 ** np.arange(len(qubits))[::-1])
    return float(np.mean((numbers == 0).astype(int) - (numbers == 1)))


@misconception(
    "every qubit of the circuit measured",
    "The product was taken over all qubits of the circuit. Only those in `qubits` count.",
)
def every_qubit(circuit, qubits, shots, seed):
    return float(np.mean(products(circuit, sorted(circuit.all_qubits()), shots, seed)))


@misconception(
    "the first qubits of the circuit measured",
    "As many qubits as were given were measured, but the first ones of the circuit. Measure those in `qubits`: "
    "`cirq.measure(*qubits)`.",
)
def leading_qubits(circuit, qubits, shots, seed):
    leading = sorted(circuit.all_qubits())[: len(qubits)]
    return float(np.mean(products(circuit, leading, shots, seed)))


@misconception(
    "the sum over the shots",
    "The outcomes of the shots were added up but not divided by their number: an expectation value lies between −1 "
    "and 1.",
)
def not_divided(circuit, qubits, shots, seed):
    return float(np.sum(products(circuit, qubits, shots, seed)))


@misconception(
    "divided by shots − 1",
    "The sum was divided by shots − 1, as for a variance. The mean of `shots` outcomes divides by `shots`.",
)
def divided_by_one_less(circuit, qubits, shots, seed):
    total = float(np.sum(products(circuit, qubits, shots, seed)))
    return total / max(shots - 1, 0.5)


@misconception(
    "one shot too many",
    "The mean is that of shots + 1 outcomes. Every shot has a cost: take as many as were asked for.",
)
def one_too_many(circuit, qubits, shots, seed):
    measured(circuit, qubits, shots, seed)
    return float(np.mean(products(circuit, qubits, shots + 1, seed)))


@misconception(
    "the same seed for every shot",
    "A new simulator with the same seed was made for each shot, so all shots are the same one. Make it once and ask for "
    "`repetitions=shots`.",
)
def seeded_for_every_shot(circuit, qubits, shots, seed):
    if shots < 1:
        raise ValueError("at least one shot is needed")
    return float(products(circuit, qubits, 1, seed)[0])


@misconception(
    "the seed ignored",
    "Two calls with the same seed differ. The simulator has its own random numbers: give it the seed, "
    "`cirq.Simulator(seed=seed)`.",
    undiagnosable="it answers anew in every run, so no two runs of it agree",
)
def seed_ignored(circuit, qubits, shots, seed):
    return float(np.mean(products(circuit, qubits, shots, None)))


@misconception(
    "always the same seed",
    "The seed is written into the function, so every call repeats the same shots. Use the `seed` that the caller gives.",
)
def fixed_seed(circuit, qubits, shots, seed):
    return float(np.mean(products(circuit, qubits, shots, 0)))


@misconception(
    "the measurement added to the caller's circuit",
    "`circuit.append(...)` changes the circuit that the caller holds, so the next call measures twice. Make a new one: "
    "`circuit + cirq.measure(*qubits)`.",
)
def appended(circuit, qubits, shots, seed):
    if shots < 1:
        raise ValueError("at least one shot is needed")
    circuit.append(cirq.measure(*qubits, key="z"))
    bits = cirq.Simulator(seed=seed).run(circuit, repetitions=shots).measurements["z"].astype(int)
    return float(np.mean((1 - 2 * bits).prod(axis=1)))


@misconception(
    "the number of shots not looked at",
    "With no shots there is no mean: NumPy returns not-a-number. Raise ValueError for shots < 1 before the circuit is "
    "run.",
)
def unchecked(circuit, qubits, shots, seed):
    if shots < 1:
        return float("nan")
    return float(np.mean(products(circuit, qubits, shots, seed)))


@misconception(
    "negative numbers of shots let through",
    "Zero shots are refused, negative numbers are not. The test is `shots < 1`.",
)
def only_zero_refused(circuit, qubits, shots, seed):
    if shots == 0:
        raise ValueError("at least one shot is needed")
    return float(np.mean(products(circuit, qubits, abs(shots), seed)))
