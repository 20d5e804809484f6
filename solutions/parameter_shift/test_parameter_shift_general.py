"""`parameter_shift_general(f, theta, r)`: the shift rule for gates e^{−iθG}, G with eigenvalues ±r."""

import numpy as np

from autograder import expect, points
from autograder.learner import Oracle

HINTS = (
    "With eigenvalues ±r, f is a + b cos(2rθ) + c sin(2rθ) in each angle. Which shift of θ moves 2rθ by a quarter turn?",
    "The shift is π/(4r). The difference of the two values is then 2 [c cos(2rθ) − b sin(2rθ)], and the derivative of f "
    "is 2r [c cos(2rθ) − b sin(2rθ)]: what is the factor between them?",
    "`shift = np.zeros_like(theta)`, then `shift[i] = np.pi / (4 * r)`; the entry is "
    "`r * (f(theta + shift) - f(theta - shift))`. For r = ½ this is the rule of the task before.",
)


class Parity:
    """P(even parity) = (1 + ⟨Z…Z⟩)/2 where gate e^(−iθ_i rY) acts on qubit i: ⟨Z…Z⟩ = Π cos 2rθ_i."""

    def __init__(self, r):
        self.r = r

    def __call__(self, theta):
        theta = np.asarray(theta, dtype=float)
        if theta.ndim != 1:
            raise ValueError(f"f takes the whole array of angles; it got the shape {theta.shape}")
        return float(0.5 + 0.5 * np.prod(np.cos(2 * self.r * theta)))

    def gradient(self, theta):
        own = np.eye(len(theta), dtype=bool)
        sin, cos = np.sin(2 * self.r * theta), np.cos(2 * self.r * theta)
        return 0.5 * np.prod(np.where(own, -2 * self.r * sin, cos), axis=1)


def single(f):
    """f in single precision, which is how simulators of circuits compute by default."""
    return lambda theta: float(np.float32(f(theta)))


def compare(learner, theta, r, precision=single):
    """The result is right to 1e-6, relative to the largest slope, 2r, where that is above 1."""
    f = Parity(r)
    got = learner.parameter_shift_general(Oracle(precision(f)), theta, r)
    what = f"The gradient of f = (1 + Π cos 2rθ_i)/2 with r = {r:.4g}"
    expect.close(got, f.gradient(theta), what=what, atol=1e-6 * max(1.0, 2 * r))


@points(1)
def test_one_gate_with_several_eigenvalues(learner, rng):
    """For one gate with eigenvalues ±r the result is the derivative of f."""
    for r in (0.5, rng.uniform(0.6, 0.9), 1.0, 2.0, 0.25):
        compare(learner, rng.uniform(0.2, 1.2, 1) / (2 * r), r, precision=lambda f: f)


@points(1)
def test_each_entry_shifts_one_gate(learner, rng):
    """Entry i is the derivative by angle i, to 1e-6 although f is rounded to single precision."""
    for p in (2, 3, 5):
        for r in (rng.uniform(0.6, 0.9), 1.0, 0.5):
            compare(learner, rng.uniform(0.3, 1.2, p) / (2 * r), r)


@points(0.5)
def test_large_and_small_eigenvalues(learner, rng):
    """The rule holds for any r > 0: a slow gate needs a large shift, a fast gate a small one."""
    for r in (0.7, rng.uniform(5, 10), rng.uniform(0.02, 0.05), 3):
        compare(learner, rng.uniform(0.3, 1.2, 2) / (2 * r), r)


@points(0.5)
def test_many_gates_and_none(learner, rng):
    """The result has the shape of θ, for many gates and for none."""
    compare(learner, rng.uniform(-0.3, 0.3, 40), 0.8)
    got = learner.parameter_shift_general(Oracle(Parity(0.8)), np.zeros(0), 0.8)
    expect.close(got, np.zeros(0), what="The gradient without angles")
