"""Right answers to `qubits_needed`, each written in its own way."""

import itertools
import math

import numpy as np


def _check(num_features, scheme):
    if scheme not in {"basis", "angle", "amplitude"}:
        raise ValueError(f"unknown scheme {scheme!r}")
    if num_features < 1:
        raise ValueError(f"{num_features} features")


def counting_up(num_features, scheme):
    _check(num_features, scheme)
    if scheme != "amplitude":
        return num_features
    n = 1
    while 2**n < num_features:
        n += 1
    return n


def length_in_binary(num_features, scheme):
    _check(num_features, scheme)
    return max(1, (num_features - 1).bit_length()) if scheme == "amplitude" else num_features


def logarithm_rounded_up(num_features, scheme):
    _check(num_features, scheme)
    if scheme == "amplitude":
        return max(1, math.ceil(math.log2(num_features)))
    return num_features


def numpy_integer(num_features, scheme):
    _check(num_features, scheme)
    if scheme == "amplitude":
        return np.maximum(1, np.ceil(np.log2(num_features)).astype(np.int64))
    return np.int64(num_features)


def table_of_functions(num_features, scheme):
    counts = {
        "basis": lambda n: n,
        "angle": lambda n: n,
        "amplitude": lambda n: len(f"{max(n - 1, 1):b}"),
    }
    if scheme not in counts or num_features <= 0:
        raise ValueError("a known scheme and at least one feature")
    return counts[scheme](num_features)


def matched(num_features, scheme):
    if num_features < 1:
        raise ValueError("at least one feature")
    match scheme:
        case "basis" | "angle":
            return num_features
        case "amplitude":
            return next(n for n in itertools.count(1) if 1 << n >= num_features)
        case _:
            raise ValueError(f"no scheme {scheme}")


def halving(num_features, scheme):
    _check(num_features, scheme)
    if scheme in ("basis", "angle"):
        return num_features

    def levels(size):
        return 1 if size <= 2 else 1 + levels((size + 1) // 2)

    return levels(num_features)


def mantissa_and_exponent(num_features, scheme):
    _check(num_features, scheme)
    if scheme != "amplitude":
        return int(num_features)
    mantissa, exponent = math.frexp(num_features)
    return max(1, exponent - (mantissa == 0.5))
