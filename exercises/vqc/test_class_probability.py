"""`class_probability(expectation)`: the probability (1 − ⟨Z⟩)/2 of measuring 1."""

import numpy as np

from autograder import expect, points

HINTS = (
    "⟨Z⟩ is the mean of +1 (when 0 is measured) and −1 (when 1 is measured). Write it with p = P(1) and solve for p.",
    "⟨Z⟩ = (1 − p)·(+1) + p·(−1) = 1 − 2p. What if ⟨Z⟩ is 1.0000002, as float32 arithmetic may say?",
    "`np.clip((1 - np.asarray(expectation, dtype=float)) / 2, 0, 1)`",
)


@points(0.5)
def test_certain_outcomes(learner):
    """⟨Z⟩ = 1 means that 1 is never measured, ⟨Z⟩ = −1 that it always is, ⟨Z⟩ = 0 that chances are even."""
    z = np.array([1.0, -1.0, 0.0])
    expect.close(learner.class_probability(z), [0, 1, 0.5], what="The probability")


@points(1)
def test_any_expectation_and_any_shape(learner, rng):
    """Each entry becomes (1 − ⟨Z⟩)/2, and the shape stays as it is."""
    for shape in ((1,), (5,), (3, 1), (2, 3), (0,)):
        z = rng.uniform(-0.95, 0.95, shape)
        expect.close(learner.class_probability(z), (1 - z) / 2, what="The probability")


@points(0.5)
def test_rounding_errors_stay_probabilities(learner, rng):
    """Expectations that rounding pushed past ±1 still give probabilities within [0, 1]."""
    excess = rng.uniform(2e-7, 3e-6, 2)
    z = np.array([0.5, 1 + excess[0], -1 - excess[1]])
    p = learner.class_probability(z)
    expect.close(p, [0.25, 0, 1], what="The probability")
    inside = np.all((np.asarray(p) >= 0) & (np.asarray(p) <= 1))
    expect.that(inside, "A probability lies outside [0, 1].", p, np.array([0.25, 0.0, 1.0]))
