"""Known wrong answers to `qubits_needed`, each with what it says of the learner's thinking."""

import math

from autograder import misconception


def check(num_features, scheme):
    if scheme not in ("basis", "angle", "amplitude"):
        raise ValueError("unknown scheme")
    if num_features < 1:
        raise ValueError("at least one feature")


def exact(num_features):
    return max(1, (num_features - 1).bit_length())


def answered(num_features, scheme, amplitude):
    check(num_features, scheme)
    return amplitude(num_features) if scheme == "amplitude" else num_features


@misconception(
    "the logarithm rounded down",
    "With 5 features, log2(5) is 2.3 and two qubits have only four amplitudes. Round up, so that there is "
    "room for all features.",
)
def rounded_down(num_features, scheme):
    return answered(num_features, scheme, lambda n: max(1, math.floor(math.log2(n))))


@misconception(
    "the logarithm rounded to the nearest number",
    "`round` goes down for 5 features (log2(5) is 2.3), and two qubits have only four amplitudes. Always round up.",
)
def rounded(num_features, scheme):
    return answered(num_features, scheme, lambda n: max(1, round(math.log2(n))))


@misconception(
    "one qubit too many at powers of two",
    "Four features fit into the four amplitudes of two qubits: the condition is 2**n >= num_features, not "
    "2**n > num_features. `num_features.bit_length()` counts one too many there.",
)
def strictly_more(num_features, scheme):
    return answered(num_features, scheme, int.bit_length)


@misconception(
    "a single feature takes no qubit",
    "log2(1) is 0, but a circuit has at least one qubit: take the larger of 1 and the logarithm.",
)
def zero_for_one(num_features, scheme):
    return answered(num_features, scheme, lambda n: (n - 1).bit_length())


@misconception(
    "a rounding error in the logarithm",
    "`math.log(n) / math.log(2)` and `math.log(n, 2)` divide two rounded numbers: for 2**29 they give a little "
    "more than 29, and rounding up makes it 30. `math.log2` is exact at powers of two; integers alone are safer.",
)
def log_by_division(num_features, scheme):
    return answered(num_features, scheme, lambda n: max(1, math.ceil(math.log(n) / math.log(2))))


@misconception(
    "the natural logarithm",
    "`math.log` and `np.log` are logarithms to the base e. Qubits double the number of amplitudes, so the base is 2.",
)
def natural_logarithm(num_features, scheme):
    return answered(num_features, scheme, lambda n: max(1, math.ceil(math.log(n))))


@misconception(
    "a float in place of an int",
    "The number is right but it is a float, and `range` or `GridQubit.rect` can't use it. `math.ceil` gives an int; "
    "`np.ceil` gives a float, which `int(...)` turns into one.",
)
def float_returned(num_features, scheme):
    return answered(num_features, scheme, lambda n: float(exact(n)))


@misconception(
    "a qubit for each amplitude",
    "n qubits have 2**n amplitudes, not n. So amplitude encoding takes only about log2 of the number of features.",
)
def one_for_each_amplitude(num_features, scheme):
    return answered(num_features, scheme, lambda n: n)


@misconception(
    "the number of amplitudes for the number of qubits",
    "2**num_features is how many amplitudes that many qubits have. Here the question is the other way round: how many "
    "qubits have at least num_features amplitudes?",
)
def amplitudes_for_qubits(num_features, scheme):
    return answered(num_features, scheme, lambda n: 2 ** min(n, 4000))


@misconception(
    "half of the features",
    "Two qubits have four amplitudes, but three have eight and not six: amplitudes double with each qubit. Look for a "
    "power of two, not for a multiple.",
)
def half(num_features, scheme):
    return answered(num_features, scheme, lambda n: max(1, math.ceil(n / 2)))


@misconception(
    "the logarithm for basis encoding",
    "Basis encoding writes each binary feature into a qubit of its own, so it takes num_features qubits. (Numbering "
    "num_features different items would take the logarithm; that is another task.)",
)
def logarithm_for_basis(num_features, scheme):
    check(num_features, scheme)
    return num_features if scheme == "angle" else exact(num_features)


@misconception(
    "two features on a qubit",
    "A qubit has room for two angles, and some encodings use both. Angle encoding in this course puts one feature on "
    "each qubit.",
)
def two_angles_a_qubit(num_features, scheme):
    check(num_features, scheme)
    if scheme == "angle":
        return (num_features + 1) // 2
    return exact(num_features) if scheme == "amplitude" else num_features


@misconception(
    "angle and amplitude encoding mixed up",
    "Angle encoding turns one qubit for each feature. Amplitude encoding is the one that takes the logarithm.",
)
def mixed_up(num_features, scheme):
    check(num_features, scheme)
    return exact(num_features) if scheme == "angle" else num_features


@misconception(
    "fewer than one feature let through",
    "0 and negative numbers of features get an answer. Compare num_features with 1 first, for every scheme.",
)
def any_number_of_features(num_features, scheme):
    check(1, scheme)
    return exact(num_features) if scheme == "amplitude" else num_features


@misconception(
    "zero features let through",
    "Negative numbers are refused but 0 is not. There has to be at least one feature.",
)
def zero_features(num_features, scheme):
    check(num_features + 1, scheme)
    return exact(num_features) if scheme == "amplitude" else num_features


@misconception(
    "every other word taken for the last scheme",
    "An `else` at the end answers for any word, also for a misspelt one. Ask for the scheme by its name, and raise "
    "ValueError in the `else`.",
)
def any_other_scheme(num_features, scheme):
    check(num_features, "basis")
    return num_features if scheme in ("basis", "angle") else exact(num_features)


@misconception(
    "nothing returned for an unknown scheme",
    "None of the conditions was true, so the function ended without a value, and Python returned None. Raise ValueError "
    "at the end.",
)
def none_for_unknown(num_features, scheme):
    check(num_features, "basis")
    if scheme in ("basis", "angle"):
        return num_features
    if scheme == "amplitude":
        return exact(num_features)
    return None


@misconception(
    "a KeyError for an unknown scheme",
    "Looking up a key that a dict does not have raises KeyError. The caller was promised a ValueError: check "
    "`scheme in ...` first.",
)
def key_error(num_features, scheme):
    check(num_features, "basis")
    return {"basis": num_features, "angle": num_features, "amplitude": exact(num_features)}[scheme]
