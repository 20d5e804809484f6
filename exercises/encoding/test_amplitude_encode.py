"""`amplitude_encode(v, qubits)`: the state Σ v_k/‖v‖ |k⟩ of a real vector v."""

import cirq
import numpy as np

from autograder import expect, points

HINTS = (
    "Start with one qubit: which rotation takes |0⟩ to cos(θ/2)|0⟩ + sin(θ/2)|1⟩, and which θ gives the ratio "
    "v[1] : v[0], with both signs? Then look at the tree: each level of it is one qubit.",
    "`2 * np.arctan2(b, a)` is the angle of a split into a and b. The first qubit splits ‖v‖ into the lengths of the "
    "two halves of v; each later qubit splits the halves again, by an angle that depends on the qubits before it: "
    "`cirq.ry(angle)(target).controlled_by(*controls, control_values=pattern)`. At the last qubit split the entries "
    "themselves, so that their signs come in.",
    "For k, target in enumerate(qubits): `halves = v.reshape(2**k, 2, -1)`; the sizes to split are "
    "`np.linalg.norm(halves, axis=2)`, or `halves[:, :, 0]` at the last qubit. Row j of them holds (a, b) for the "
    "controls `qubits[:k]` reading j in binary, which `itertools.product((0, 1), repeat=k)` lists in the same order.",
)


def line(n):
    return cirq.GridQubit.rect(1, n)


def expect_amplitudes(learner, v, qubits):
    """The learner's circuit prepares v/‖v‖; qubits that stay |0⟩ may be left out of it."""
    v = np.array(v, dtype=float)
    circuit = learner.amplitude_encode(v, qubits)
    expect.state(circuit, qubits, v / np.linalg.norm(v), every_qubit=False)


@points(1)
def test_one_qubit_takes_two_numbers(learner, rng):
    """Two positive numbers, with squares that add up to 1, become the amplitudes of |0⟩ and |1⟩."""
    expect_amplitudes(learner, [0.6, 0.8], line(1))
    for a, b, c in rng.permutation([(5, 12, 13), (21, 20, 29), (35, 12, 37)]):
        expect_amplitudes(learner, [a / c, b / c], line(1))


@points(1.5)
def test_n_qubits_take_two_to_the_n_numbers(learner, rng):
    """2**n positive numbers become the amplitudes of n qubits, v[k] that of |k⟩, divided by ‖v‖."""
    expect_amplitudes(learner, [1, 2, 3, 5], line(2))
    expect_amplitudes(learner, [1, 5, 2, 7, 3, 8, 4, 2], line(3))
    for n in (2, 4, 5):
        expect_amplitudes(learner, rng.uniform(0.1, 3, 2**n), line(n))
    scattered = [cirq.GridQubit(2, 1), cirq.GridQubit(0, 3), cirq.GridQubit(1, 1)]
    expect_amplitudes(learner, rng.uniform(0.1, 3, 8), scattered)


@points(1)
def test_signs_are_kept(learner, rng):
    """Amplitudes have the signs of the entries, up to a sign of the whole vector."""
    for v in ([-0.6, 0.8], [0.6, -0.8], [-1, 1]):
        expect_amplitudes(learner, v, line(1))
    for v in ([-1, 2, 3, 5], [1, 2, -3, 5], [-1, 2, -3, -5]):
        expect_amplitudes(learner, v, line(2))
    for n in (2, 3, 4):
        v = rng.uniform(0.1, 3, 2**n)
        v[rng.permutation(2**n)[: 2 ** (n - 1)]] *= -1
        expect_amplitudes(learner, v, line(n))
    expect_amplitudes(learner, [0, -3, 0, 4, 0, 0, -12, 0], line(3))


@points(0.5)
def test_entries_may_be_zero(learner, rng):
    """Single zeros, and whole halves of zeros, become amplitudes of 0."""
    for v in ([0, 3], [2, 0]):
        expect_amplitudes(learner, v, line(1))
    for v in ([3, 0, 0, 4], [0, 0, 0, 2], [0, 0, 5, 12], [1, 2, 0, 0], [7, 0, 0, 0]):
        expect_amplitudes(learner, v, line(2))
    for n in (3, 4):
        v = np.zeros(2**n)
        v[rng.permutation(2**n)[:3]] = rng.uniform(0.1, 3, 3)
        expect_amplitudes(learner, v, line(n))


@points(0.25)
def test_any_length_of_the_vector_will_do(learner, rng):
    """Only the ratios of the entries matter: the vector may be tiny or huge."""
    for scale in (1e-12, 1e-6, 1e6, 1e12):
        expect_amplitudes(learner, scale * np.array([5, 2]), line(1))
        expect_amplitudes(learner, scale * rng.uniform(0.1, 3, 8), line(3))


@points(0.25)
def test_a_wrong_number_of_entries_is_refused(learner, rng):
    """There are 2**n entries for n qubits, else ValueError."""
    expect_amplitudes(learner, rng.uniform(0.1, 3, 4), line(2))
    for entries, n in ((3, 2), (2, 2), (8, 2), (1, 1), (4, 1)):
        v = np.arange(1.0, entries + 1)
        count = f"{entries} {'entry' if entries == 1 else 'entries'}"
        why = f"{n} {'qubit has' if n == 1 else 'qubits have'} {2**n} amplitudes and v has {count}"
        expect.raises(ValueError, learner, "amplitude_encode", v, line(n), why=why)


@points(0.25)
def test_the_zero_vector_is_refused(learner, rng):
    """A vector of zeros has no direction: ValueError."""
    expect_amplitudes(learner, rng.uniform(0.1, 3, 4), line(2))
    for n in (1, 2):
        why = "no state has all its amplitudes zero"
        expect.raises(ValueError, learner, "amplitude_encode", np.zeros(2**n), line(n), why=why)


@points(0.25)
def test_entries_that_are_not_finite_are_refused(learner, rng):
    """Every entry is a finite number, else ValueError."""
    expect_amplitudes(learner, rng.uniform(0.1, 3, 4), line(2))
    for bad in (np.nan, np.inf, -np.inf):
        why = f"an entry is {bad}"
        v = np.array([0.5, bad, 0.5, 0.5])
        expect.raises(ValueError, learner, "amplitude_encode", v, line(2), why=why)
