"""`sampled_expectation(circuit, qubits, shots, seed)`: an estimate of ⟨Z⊗…⊗Z⟩ from shots.

Right answers pass except with a probability below 1e-6: see `allowed` and the checks that use it.
"""

import cirq
import numpy as np

from autograder import expect, points

HINTS = (
    "A shot gives one bit a qubit. Bit 0 stands for Z = +1 and bit 1 for Z = −1: what is the product of the Z's of one "
    "shot if an even number of its bits is 1, and what if an odd number is?",
    "Add `cirq.measure(*qubits, key='z')` to a new circuit (`circuit + ...` leaves the caller's alone), run it with "
    "`cirq.Simulator(seed=seed).run(..., repetitions=shots)` and look at `result.measurements['z']`, shape (shots, n).",
    "Refuse shots < 1 first. Then `signs = (1 - 2 * bits.astype(int)).prod(axis=1)` is ±1 for each shot, and the "
    "estimate is `signs.mean()`.",
)


def line(n):
    return cirq.GridQubit.rect(1, n)


def basis_state(bits):
    """A circuit that prepares |bits⟩; every qubit is in it."""
    return cirq.Circuit(cirq.X(q) if bit else cirq.I(q) for bit, q in zip(bits, line(len(bits))))


def seed_from(rng):
    return int(rng.integers(2**31))


def certain(learner, circuit, qubits, shots, rng, wanted, what):
    """Every shot gives the same product, so the estimate is exact."""
    got = learner.sampled_expectation(circuit, qubits, shots, seed_from(rng))
    expect.close(expect.number(got, what="The estimate"), wanted, what=what, atol=1e-6)


def coins(learner, rng):
    """Two states in which every shot agrees: neither a constant nor an error is right for both."""
    for bit, wanted in ((0, 1.0), (1, -1.0)):
        what = f"The estimate of ⟨Z⟩ in the state |{bit}⟩"
        certain(learner, basis_state([bit]), line(1), 20, rng, wanted, what)


def tilted(rng):
    """A qubit with ⟨Z⟩ = cos θ, far from ±1; the circuit and ⟨Z⟩."""
    angle = rng.uniform(1.1, 2.0)
    return cirq.Circuit(cirq.ry(angle)(line(1)[0])), float(np.cos(angle))


def allowed(shots, probability):
    """The error that the mean of ±1 outcomes exceeds with at most this probability (Hoeffding)."""
    return float(np.sqrt(2 * np.log(2 / probability) / shots))


@points(0.5)
def test_one_qubit_in_a_basis_state(learner, rng):
    """In the state |0⟩ every shot gives +1, in the state |1⟩ every shot gives −1."""
    for shots in (10, 1, 100):
        for bit, wanted in ((0, 1.0), (1, -1.0)):
            what = f"The estimate of ⟨Z⟩ in the state |{bit}⟩"
            certain(learner, basis_state([bit]), line(1), shots, rng, wanted, what)


@points(1)
def test_products_of_several_qubits(learner, rng):
    """With several qubits each shot counts the product of their Z's, +1 or −1, whichever qubits are asked for."""
    for bits in ([0, 0], [0, 1], [1, 0], [1, 1], [1, 1, 1], [1, 0, 1, 1]):
        state = "".join(map(str, bits))
        what = f"The estimate of ⟨{'Z' * len(bits)}⟩ in the state |{state}⟩"
        certain(learner, basis_state(bits), line(len(bits)), 12, rng, (-1.0) ** sum(bits), what)
    for bits, asked in (([1, 1, 0], [2]), ([1, 0, 0], [1]), ([0, 1, 1], [2, 0])):
        what = f"The estimate for qubits {asked} of the state |{''.join(map(str, bits))}⟩"
        wanted = (-1.0) ** sum(bits[i] for i in asked)
        certain(learner, basis_state(bits), [line(3)[i] for i in asked], 12, rng, wanted, what)
    a, b, c = line(3)
    correlated = cirq.Circuit(cirq.H(a), cirq.CNOT(a, b), cirq.CNOT(b, c))
    for qubits, circuit, wanted in (
        ([a, b], correlated, 1.0),
        ([c, a], correlated + cirq.X(c), -1.0),
    ):
        what = "The estimate of ⟨ZZ⟩ where both qubits are random but always " + (
            "equal" if wanted > 0 else "opposite"
        )
        certain(learner, circuit, qubits, 60, rng, wanted, what)


@points(0.5)
def test_estimates_are_means_of_shots(learner, rng):
    """The estimate is a mean of `shots` outcomes of +1 or −1: one of the values (2k − shots)/shots."""
    coins(learner, rng)
    for shots in (1, 2, 3, 7, 10, 11, 16):
        circuit, _ = tilted(rng)
        got = expect.number(
            learner.sampled_expectation(circuit, line(1), shots, seed_from(rng)),
            what="The estimate",
        )
        ups = (got * shots + shots) / 2
        expect.that(
            abs(ups - round(ups)) < 1e-5 and 0 <= round(ups) <= shots,
            f"With {shots} shot{'s' * (shots > 1)} the mean of outcomes of ±1 can't have this value.",
            got,
        )


@points(0.5)
def test_the_seed_decides(learner, rng):
    """The same seed gives the same estimate, and other seeds give other estimates.

    Seven independent estimates from 200 shots are all equal with a probability below 0.07**6 < 2e-7,
    and all equal to seven further ones with one still smaller.
    """
    coins(learner, rng)
    circuit, _ = tilted(rng)
    seeds = [int(seed) for seed in rng.choice(2**31, 7, replace=False)]
    first, again = (
        [expect.number(learner.sampled_expectation(circuit, line(1), 200, seed)) for seed in seeds]
        for _ in range(2)
    )
    for seed, one, two in zip(seeds, first, again):
        same = abs(one - two) < 1e-9
        expect.that(same, f"Two calls with the seed {seed} differ.", two, one)
    differ = max(first) - min(first) > 1e-9
    expect.that(differ, "Seven different seeds all gave the same estimate.", first[0])


@points(1)
def test_no_bias(learner, rng):
    """The estimate is right on average, and comes as close as the number of shots allows.

    A right answer fails with a probability below 2 · (10 · 1e-9 + 1e-7) < 3e-7.
    """
    a, b, c = line(3)
    for qubits in ([a, b], [c, b, a]):
        x, y = rng.uniform(0.5, 1.0), rng.uniform(1.9, 2.3)
        circuit = cirq.Circuit(cirq.ry(x)(a), cirq.CNOT(a, b), cirq.ry(y)(b), cirq.CNOT(a, c))
        name, wanted = ("ZZ", np.cos(y)) if len(qubits) == 2 else ("ZZZ", np.cos(x) * np.cos(y))
        got = [
            expect.number(learner.sampled_expectation(circuit, qubits, 150, seed_from(rng)))
            for _ in range(10)
        ]
        far = max(got, key=lambda value: abs(value - wanted))
        expect.that(
            abs(far - wanted) <= allowed(150, 1e-9),
            f"From 150 shots this is too far from the expectation value to be chance: ⟨{name}⟩ = {wanted:.4f}, and "
            f"chance explains an error of at most {allowed(150, 1e-9):.2f}.",
            far,
            wanted,
        )
        expect.that(
            abs(np.mean(got) - wanted) <= allowed(10 * 150, 1e-7),
            f"Over 10 seeds the estimates do not average to ⟨{name}⟩ = {wanted:.4f}: chance explains an error of at "
            f"most {allowed(10 * 150, 1e-7):.2f}.",
            float(np.mean(got)),
            wanted,
        )


@points(0.5)
def test_fewer_than_one_shot_is_refused(learner, rng):
    """Fewer than one shot raises ValueError."""
    coins(learner, rng)
    for shots in (0, -1, -20):
        why = f"the number of shots is {shots}"
        args = (basis_state([1]), line(1), shots, seed_from(rng))
        expect.raises(ValueError, learner, "sampled_expectation", *args, why=why)
