"""`shots_for_precision(eps, delta)`: enough shots for P(|mean − μ| > eps) ≤ delta, for every μ.

Right is every number between what is enough, worked out with the binomial distribution, and what
Hoeffding's bound asks for.
"""

import math

import numpy as np
from scipy.special import bdtrc

from autograder import expect, points

HINTS = (
    "Hoeffding's inequality for the mean of n independent outcomes in [a, b] is "
    "P(|mean − μ| ≥ ε) ≤ 2 exp(−2nε²/(b − a)²). What is b − a for outcomes of ±1?",
    "With b − a = 2 the bound is 2 exp(−nε²/2). Set it equal to delta and solve for n; a number of shots is a whole "
    "number, so round up.",
    "`math.ceil(2 * math.log(2 / delta) / eps**2)`, after the checks eps > 0 and 0 < delta < 1. `math.log` is the "
    "natural logarithm, and `math.ceil` returns an int.",
)


def hoeffding(eps, delta):
    """The number of shots that Hoeffding's bound asks for: ⌈2 ln(2/delta)/eps²⌉."""
    return math.ceil(2 * math.log(2 / delta) / eps**2)


def risk(n, eps):
    """The largest P(|mean − μ| > eps) found over many means μ; the true largest is no smaller.

    With q = (1 + μ)/2 the number of +1s is binomial, and |mean − μ| > eps means |k/n − q| > eps/2. The risk jumps
    where q ± eps/2 is a multiple of 1/n, so it is looked for on both sides of these, those next to ½ first.
    """
    steps = np.arange(n + 1) / n
    jumps = np.concatenate([steps - eps / 2, steps + eps / 2])
    jumps = jumps[np.argsort(np.abs(jumps - 0.5))[:4000]]
    q = np.concatenate([jumps - 1e-9, jumps + 1e-9, np.linspace(0, 1, 201)])
    q = q[(q >= 0) & (q <= 1)]
    too_many_ups = bdtrc(np.minimum(np.floor(n * (q + eps / 2)), n), n, q)
    too_many_downs = bdtrc(np.minimum(np.floor(n * (1 - q + eps / 2)), n), n, 1 - q)
    return float(np.max(too_many_ups + too_many_downs))


def whole(value):
    """The value as an int, if it is a whole number of any type."""
    number = expect.number(value, what="The number of shots")
    expect.that(number == round(number), "A number of shots is a whole number.", value)
    return round(number)


def judge(got, eps, delta):
    """Enough, and no more than Hoeffding's bound asks for."""
    n, most = whole(got), hoeffding(eps, delta)
    asked = f"eps = {eps:.4g}, delta = {delta:.4g}"
    expect.that(n >= 1, f"With {n} shots there is no mean ({asked}).", n)
    expect.that(
        n <= most,
        f"For {asked} Hoeffding's bound asks for {most} shots; {n} are more than needed.",
        n,
    )
    found = risk(n, eps)
    expect.that(
        found <= delta * (1 + 1e-6),
        f"For {asked}, {n} shots are too few: for some mean they are off by more than eps with the probability "
        f"{found:.4g}.",
        n,
    )
    return n


def ask(learner, eps, delta):
    return judge(learner.shots_for_precision(eps, delta), eps, delta)


@points(1)
def test_enough_and_not_too_many(learner, rng):
    """The shots are enough for the precision, for every mean, and no more than Hoeffding's bound asks for."""
    for eps, delta in ((0.1, 0.05), (0.5, 0.01), (0.1, 0.01), (0.02, 0.05)):
        ask(learner, eps, delta)
    for _ in range(3):
        ask(learner, rng.uniform(0.05, 0.3), 10 ** rng.uniform(-3.5, -1.5))
    ask(learner, 0.01, 1e-3)


@points(0.5)
def test_wide_intervals_and_large_risks(learner, rng):
    """A whole number comes back, an int, also where eps is large or delta is close to 1."""
    for eps, delta in (
        (0.2, 0.05),
        (0.9, 0.7),
        (1.3, 0.9),
        (1.9, 0.9),
        (1.0, 0.1),
        (2.5, 0.01),
        (0.3, 0.99),
    ):
        got = learner.shots_for_precision(eps, delta)
        expect.equal(got, judge(got, eps, delta), what="The number of shots")


@points(0.5)
def test_bad_arguments_are_refused(learner, rng):
    """An eps that is not above 0, or a delta outside (0, 1), raises ValueError."""
    ask(learner, 0.2, 0.05)
    ask(learner, 0.1, 0.01)
    for eps in (0.0, -0.1):
        expect.raises(ValueError, learner, "shots_for_precision", eps, 0.05, why=f"eps is {eps}")
    for delta in (0.0, 1.0, -0.2, 1.5):
        expect.raises(
            ValueError, learner, "shots_for_precision", 0.1, delta, why=f"delta is {delta}"
        )
