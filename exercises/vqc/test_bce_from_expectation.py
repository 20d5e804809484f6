"""`bce_from_expectation(z, y)`: mean binary cross-entropy of labels, given expectation values."""

import numpy as np

from autograder import expect, points

HINTS = (
    "First turn z into p = P(1). A row with label 1 costs −ln p, a row with label 0 costs −ln(1 − p). Average over all rows.",
    "ln 0 is minus infinity: keep p between 1e-7 and 1 − 1e-7. Check the shapes with `np.shape(z) != np.shape(y)` and the labels with `np.isin(y, (0, 1))`.",
    "`p = np.clip((1 - z) / 2, 1e-7, 1 - 1e-7)` and `-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))`",
)


def cross_entropy(z, y):
    """Mean of −ln P(label), with P(1) = (1 − z)/2."""
    likelihood = np.where(np.asarray(y) == 1, (1 - z) / 2, (1 + z) / 2)
    return float(-np.log(likelihood).mean())


def expect_loss(got, wanted, atol=1e-5):
    expect.close(expect.number(got, what="The loss"), wanted, what="The loss", atol=atol)


@points(1)
def test_the_loss_is_the_mean_of_minus_ln_p(learner, rng):
    """The loss is the mean, over all rows, of −ln of the probability that the circuit gives to the row's label."""
    z = np.array([0.6])
    for y in (np.array([1]), np.array([0])):
        expect_loss(learner.bce_from_expectation(z, y), cross_entropy(z, y))
    for shape in ((4,), (7, 1), (50,)):
        z, y = rng.uniform(-0.95, 0.95, shape), rng.integers(0, 2, shape)
        y.flat[:2] = (0, 1)
        expect_loss(learner.bce_from_expectation(z, y), cross_entropy(z, y))
        expect_loss(learner.bce_from_expectation(z, y.astype(float)), cross_entropy(z, y))


@points(1)
def test_certainty_costs_a_finite_amount(learner, rng):
    """Expectations of ±1, or just past it, cost nothing where the label fits and −ln 1e-7 ≈ 16.1 where it does not."""
    e = float(rng.uniform(3e-7, 3e-6))
    for z, y in ((1 + e, 1), (-1 - e, 0), (1.0, 1), (-1.0, 0)):
        _expect_dear(learner.bce_from_expectation(np.array([z]), np.array([y])))
    for z, y in (([1.0, -1.0], [0, 1]), ([1 + e, -1 - e, 1 + e], [0, 1, 0])):
        expect_loss(learner.bce_from_expectation(np.array(z), np.array(y)), 0)


def _expect_dear(got):
    """−ln 1e-7 is 16.12; 15.3 to 16.2 leaves room for float32, in which 1 − 1e-7 is not exact."""
    loss = expect.number(got, what="The loss")
    clipped = "With p clipped at 1e-7, a certain and wrong answer costs −ln 1e-7."
    expect.that(15.2 <= loss <= 16.2, clipped, loss, -np.log(1e-7))


@points(1)
def test_bad_arguments_are_refused(learner, rng):
    """Good arguments give a number; shapes that differ, no rows, and labels other than 0 and 1 raise ValueError."""
    z, y = rng.uniform(0.2, 0.9, 3), np.array([0, 1, 1])
    losses = [expect.number(learner.bce_from_expectation(z, labels)) for labels in (y, 1 - y)]
    sentence = "The loss is the same for labels 0, 1, 1 and for 1, 0, 0."
    expect.that(losses[0] != losses[1], sentence, losses, "two losses")
    for other in (y[:2], y[:, None], y[:1]):
        why = f"z has the shape {z.shape} and y {other.shape}"
        expect.raises(ValueError, learner, "bce_from_expectation", z, other, why=why)
    none = np.zeros(0)
    expect.raises(ValueError, learner, "bce_from_expectation", none, none, why="there are no rows")
    for label in (2, -1, 0.5):
        other = np.array([0, label, 1])
        why = f"{label} is not a label"
        expect.raises(ValueError, learner, "bce_from_expectation", z, other, why=why)
