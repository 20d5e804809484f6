"""`qubits_needed(num_features, scheme)`: how many qubits an encoding takes."""

from autograder import expect, points
from autograder.learner import Returned

HINTS = (
    "How many numbers does one qubit take in basis and in angle encoding? And how many amplitudes do n qubits have?",
    "For amplitudes, look for the least n with 2**n >= num_features. Start at n = 1 and count up with a `while` loop; "
    "whole numbers don't round.",
    'Check the arguments first. Then return `num_features` for "basis" and "angle"; for "amplitude" start with '
    "`n = 1` and add 1 `while 2**n < num_features`. (`max(1, (num_features - 1).bit_length())` does it without a loop.)",
)


def expect_qubits(learner, num_features, scheme, wanted):
    """The learner's number of qubits is the wanted one, as an int."""
    what = f"The number of qubits for {num_features} feature{'' if num_features == 1 else 's'}"
    expect.equal(learner.qubits_needed(num_features, scheme), wanted, what=what)


@points(0.5)
def test_basis_and_angle_take_a_qubit_for_each_feature(learner, rng):
    """Basis and angle encoding, but not amplitude encoding, take one qubit for each feature."""
    for num_features in (6, 1, 8, int(rng.integers(20, 100))):
        expect_qubits(learner, num_features, "basis", num_features)
        expect_qubits(learner, num_features, "angle", num_features)
    other = learner.outcome("qubits_needed", 64, "amplitude")
    same = isinstance(other, Returned) and type(other.value) is int and other.value == 64
    sentence = "Amplitude encoding needs fewer than 64 qubits for 64 features; look at the scheme."
    expect.that(not same, sentence, got=64, wanted="fewer")


@points(0.75)
def test_amplitudes_take_the_least_number_that_has_room(learner, rng):
    """Amplitude encoding takes the least n with 2**n at least the number of features."""
    cases = ((4, 2), (2, 1), (16, 4), (6, 3), (5, 3), (3, 2), (11, 4), (256, 8), (257, 9))
    for num_features, wanted in cases:
        expect_qubits(learner, num_features, "amplitude", wanted)
    for n in rng.integers(4, 12, 3).tolist():
        num_features = int(rng.integers(2 ** (n - 1) + 1, 2**n + 1))
        expect_qubits(learner, num_features, "amplitude", n)


@points(0.25)
def test_one_feature_still_takes_a_qubit(learner):
    """A single feature takes one qubit: a circuit has at least one."""
    expect_qubits(learner, 6, "amplitude", 3)
    expect_qubits(learner, 1, "amplitude", 1)


@points(0.25)
def test_the_count_is_exact_for_many_features(learner):
    """At and around powers of two the number is exact, up to 2**40 features."""
    for n in range(2, 41):
        expect_qubits(learner, 2**n, "amplitude", n)
        expect_qubits(learner, 2**n + 1, "amplitude", n + 1)


@points(0.25)
def test_bad_arguments_are_refused(learner, rng):
    """An unknown scheme, or fewer than one feature, raises ValueError."""
    expect_qubits(learner, 2, "angle", 2)
    expect_qubits(learner, int(rng.integers(17, 33)), "amplitude", 5)
    for scheme in ("basis", "angle", "amplitude"):
        for few in (-3, 0):
            why = f"{few} features can't be encoded"
            expect.raises(ValueError, learner, "qubits_needed", few, scheme, why=why)
    for scheme in ("phase", "amplitudes", ""):
        why = f"there is no scheme {scheme!r} here"
        expect.raises(ValueError, learner, "qubits_needed", 4, scheme, why=why)
