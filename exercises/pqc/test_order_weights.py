"""`order_weights(symbols, values)`: numbers in the order in which TFQ holds its weights."""

import numpy as np
import sympy

from autograder import expect, points

HINTS = (
    "TFQ knows symbols by their names and sorts these as text. What does Python's `sorted` make of `t2` and `t10`?",
    "`names = sorted(str(symbol) for symbol in symbols)`. The keys of `values` become names in the same way: `str(key)`.",
    "With `by_name = {str(key): value for key, value in values.items()}`, compare `set(by_name)` with `set(names)`, then "
    "return `np.array([by_name[name] for name in names], dtype=np.float32)`.",
)
FOUR = ("gamma", "alpha", "delta", "beta")


def made(names):
    return [sympy.Symbol(name) for name in names]


def drawn(names, rng):
    """A different number for each name, in an order of its own."""
    numbers = rng.permutation(len(names)) + np.round(rng.uniform(0.1, 0.9, len(names)), 3)
    return {names[k]: float(numbers[k]) for k in rng.permutation(len(names))}


def keyed_by_symbol(values):
    return {sympy.Symbol(name): value for name, value in values.items()}


def expect_sorted(got, values):
    wanted = np.array([values[name] for name in sorted(values)])
    expect.close(got, wanted, what="The array of weights")


def expect_one(learner, rng):
    """The value of a single symbol, for checks that are not about the order."""
    value = float(rng.uniform(0.1, 3))
    got = learner.order_weights(made(["alpha"]), keyed_by_symbol({"alpha": value}))
    expect.close(got, np.array([value]), what="The array of weights")
    return got


@points(0.75)
def test_weights_come_in_the_order_of_their_names(learner, rng):
    """The numbers come in the order of the names as text: t10 before t2, capitals before small letters."""
    low, middle, high = (float(value) for value in np.sort(rng.uniform(0.1, 3, 3) + np.arange(3)))
    values = {"c": middle, "a": low, "b": high}
    expect_sorted(learner.order_weights(made("bca"), keyed_by_symbol(values)), values)
    for names in (FOUR, [f"t{k}" for k in range(12)], ("b_1", "B2", "a", "b1", "_c", "A10")):
        values = drawn(names, rng)
        expect_sorted(learner.order_weights(made(names), keyed_by_symbol(values)), values)


@points(0.5)
def test_values_may_be_keyed_by_name(learner, rng):
    """The keys of `values` may be names in place of symbols."""
    for names in (("a", "b"), FOUR):
        values = drawn(names, rng)
        expect_sorted(learner.order_weights(made(names), values), values)


@points(0.25)
def test_weights_are_float32(learner, rng):
    """The array holds numbers of 32 bits, as TFQ's weights do."""
    got = expect_one(learner, rng)
    kind = got.dtype if isinstance(got, np.ndarray) else type(got).__name__
    expect.that(
        kind == np.float32,
        "The weights must be a NumPy array of float32.",
        kind,
        np.dtype("float32"),
    )


@points(0.5)
def test_names_that_do_not_fit_are_refused(learner, rng):
    """A symbol without a value, and a value without a symbol, raise ValueError."""
    expect_one(learner, rng)
    symbols, values = made(FOUR), keyed_by_symbol(drawn(FOUR, rng))
    missing = {symbol: value for symbol, value in values.items() if symbol.name != "delta"}
    expect.raises(
        ValueError, learner, "order_weights", symbols, missing, why="`delta` has no value"
    )
    unknown = {**values, sympy.Symbol("epsilon"): 0.5}
    expect.raises(
        ValueError,
        learner,
        "order_weights",
        symbols,
        unknown,
        why="`epsilon` is not one of the symbols",
    )
    renamed = {**missing, sympy.Symbol("Delta"): 0.5}
    expect.raises(
        ValueError, learner, "order_weights", symbols, renamed, why="`delta` is not `Delta`"
    )
