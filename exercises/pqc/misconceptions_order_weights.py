"""Known wrong answers to `order_weights`, each with what it says of the learner's thinking."""

import re

import numpy as np

from autograder import misconception


def looked_up(symbols, values):
    """The names, and the values by name, once both fit."""
    names = [str(symbol) for symbol in symbols]
    by_name = {str(key): value for key, value in values.items()}
    if set(names) != set(by_name):
        raise ValueError("names and values do not fit")
    return names, by_name


def array(by_name, names, dtype=np.float32):
    return np.array([by_name[name] for name in names], dtype=dtype)


@misconception(
    "weights in the order of the list",
    "The numbers are in the order of `symbols`. A PQC layer does not keep that order: it sorts the names as text.",
)
def listed_order(symbols, values):
    names, by_name = looked_up(symbols, values)
    return array(by_name, names)


@misconception(
    "weights in the order of the dictionary",
    "The numbers are in the order in which `values` was written. What counts is the order of the names.",
)
def dictionary_order(symbols, values):
    _, by_name = looked_up(symbols, values)
    return array(by_name, list(by_name))


@misconception(
    "numbers in names sorted as numbers",
    "TFQ sorts names as text, character by character: `t10` comes before `t2`. Sorting by the number inside is nicer to "
    "read, and wrong.",
)
def natural_order(symbols, values):
    names, by_name = looked_up(symbols, values)
    parts = {
        name: [(not p.isdigit(), int(p) if p.isdigit() else 0, p) for p in re.split(r"(\d+)", name)]
        for name in names
    }
    return array(by_name, sorted(names, key=parts.__getitem__))


@misconception(
    "shorter names first",
    "The names are sorted by length, then as text. TFQ sorts as text alone, so `t10` comes before `t2`.",
)
def by_length(symbols, values):
    names, by_name = looked_up(symbols, values)
    return array(by_name, sorted(names, key=lambda name: (len(name), name)))


@misconception(
    "capitals and small letters taken as equal",
    "Sorting with `str.lower` mixes capitals and small letters. As text every capital comes before every small letter.",
)
def ignoring_case(symbols, values):
    names, by_name = looked_up(symbols, values)
    return array(by_name, sorted(names, key=str.lower))


@misconception(
    "descending order",
    "The names are sorted from the last to the first. TFQ sorts them ascending.",
)
def descending(symbols, values):
    names, by_name = looked_up(symbols, values)
    return array(by_name, sorted(names, reverse=True))


@misconception(
    "the numbers sorted, not the names",
    "The values themselves were put in ascending order. Each must stay with its symbol: sort the names, then look up.",
)
def numbers_sorted(symbols, values):
    looked_up(symbols, values)
    return np.array(sorted(values.values()), dtype=np.float32)


@misconception(
    "names not accepted as keys",
    "The values are looked up by `Symbol` only; `sympy.Symbol('a')` and `'a'` are different keys. Turn keys into text first.",
)
def symbols_only(symbols, values):
    ordered = sorted(symbols, key=str)
    if set(values) != set(symbols) and not any(isinstance(key, str) for key in values):
        raise ValueError("names and values do not fit")
    return np.array([values[symbol] for symbol in ordered], dtype=np.float32)


@misconception(
    "symbols not accepted as keys",
    "The values are looked up by name only; `sympy.Symbol('a')` and `'a'` are different keys. Turn keys into text first.",
)
def names_only(symbols, values):
    names = sorted(str(symbol) for symbol in symbols)
    return array(values, names)


@misconception(
    "numbers of 64 bits",
    "The array is float64, NumPy's default. TFQ's weights are float32: pass `dtype=np.float32`.",
)
def float64(symbols, values):
    names, by_name = looked_up(symbols, values)
    return array(by_name, sorted(names), dtype=float)


@misconception(
    "a list in place of an array",
    "A plain list comes back. Make it a NumPy array with `dtype=np.float32`.",
)
def plain_list(symbols, values):
    names, by_name = looked_up(symbols, values)
    return [by_name[name] for name in sorted(names)]


@misconception(
    "missing values filled with zero",
    "A symbol without a value silently gets 0, and a slip in a name stays unseen. Raise a ValueError that names it.",
)
def filled_with_zero(symbols, values):
    by_name = {str(key): value for key, value in values.items()}
    names = sorted(str(symbol) for symbol in symbols)
    if set(by_name) - set(names):
        raise ValueError("unknown names")
    return np.array([by_name.get(name, 0.0) for name in names], dtype=np.float32)


@misconception(
    "KeyError where ValueError is due",
    "A missing value ends in Python's own KeyError, which says little. Compare the names first and raise a ValueError.",
)
def key_error(symbols, values):
    by_name = {str(key): value for key, value in values.items()}
    names = sorted(str(symbol) for symbol in symbols)
    ordered = array(by_name, names)
    if len(by_name) > len(names):
        raise ValueError("unknown names")
    return ordered


@misconception(
    "unknown names let through",
    "A value whose name is not among the symbols is dropped without a word: most often a slip in the name. Raise a ValueError.",
)
def unknown_ignored(symbols, values):
    by_name = {str(key): value for key, value in values.items()}
    names = sorted(str(symbol) for symbol in symbols)
    if set(names) - set(by_name):
        raise ValueError("values are missing")
    return array(by_name, names)


@misconception(
    "only the number of names compared",
    "There are as many values as symbols, but under another name. Compare the names themselves, as sets.",
)
def only_counted(symbols, values):
    if len(symbols) != len(values):
        raise ValueError("as many values as symbols are needed")
    by_name = {str(key): value for key, value in values.items()}
    names = sorted(str(symbol) for symbol in symbols)
    return np.array([by_name.get(name, 0.0) for name in names], dtype=np.float32)
