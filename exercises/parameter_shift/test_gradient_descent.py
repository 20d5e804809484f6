"""`gradient_descent(f, theta, learning_rate, steps)`: plain descent with the parameter-shift gradient."""

import numpy as np

from autograder import expect, points
from autograder.learner import Oracle

HINTS = (
    "One step has two halves: the gradient at the present angles, and a move against it. Which of the two can your "
    "`parameter_shift` do?",
    "Work on a copy of `theta`. In each of `steps` rounds compute the whole gradient first, then move all angles: new "
    "angles = angles − learning_rate · gradient.",
    "`theta = theta.copy()`, then `for _ in range(steps): theta = theta - learning_rate * parameter_shift(f, theta)`, "
    "then `return theta`.",
)


class Energy:
    """⟨H⟩ of an Ising chain, H = c − Σ J_i Z_i Z_{i+1} − Σ h_i X_i, after R_y(θ_i) on qubit i.

    As ⟨Z_i⟩ = cos θ_i and ⟨X_i⟩ = sin θ_i, value and gradient are known in closed form.
    """

    def __init__(self, rng, p):
        self.p, self.c = p, rng.uniform(0.2, 0.5)
        self.h = rng.uniform(0.3, 0.6, p)
        self.J = rng.uniform(0.3, 0.6, max(p - 1, 0))

    def __call__(self, theta):
        theta = np.asarray(theta, dtype=float)
        if theta.shape != (self.p,):
            raise ValueError(
                f"f takes an array of shape ({self.p},); it got the shape {theta.shape}"
            )
        cos = np.cos(theta)
        return float(np.float32(self.c - self.J @ (cos[:-1] * cos[1:]) - self.h @ np.sin(theta)))

    def gradient(self, theta):
        cos = np.cos(theta)
        before, after = np.append(0.0, self.J * cos[:-1]), np.append(self.J * cos[1:], 0.0)
        return np.sin(theta) * (before + after) - self.h * cos

    def descent(self, theta, learning_rate, steps):
        for _ in range(steps):
            theta = theta - learning_rate * self.gradient(theta)
        return theta


def compare(learner, energy, theta, learning_rate, steps):
    """Descends and compares the angles reached; returns the number of evaluations of f."""
    f = Oracle(energy)
    got = learner.gradient_descent(f, theta, learning_rate, steps)
    what = f"θ after {steps} step{'s' * (steps != 1)} with the learning rate {learning_rate:.4g}"
    expect.close(got, energy.descent(theta, learning_rate, steps), what=what, atol=2e-6)
    return len(f.points)


def afar(rng, p):
    """Angles away from the minimum, where the slope is large."""
    return rng.uniform(2.0, 3.0, p) * rng.choice([-1, 1], p)


@points(1)
def test_one_step(learner, rng):
    """One step moves every angle by −learning_rate times the gradient."""
    for p, learning_rate in (
        (1, 0.3),
        (1, rng.uniform(0.5, 0.9)),
        (2, 0.4),
        (3, rng.uniform(0.3, 0.5)),
    ):
        compare(learner, Energy(rng, p), afar(rng, p), learning_rate, 1)


@points(1)
def test_several_steps(learner, rng):
    """Each of `steps` steps uses the gradient at the angles reached so far, with the same learning rate."""
    for p, steps in ((1, 2), (1, 5), (2, 2), (3, 6)):
        compare(learner, Energy(rng, p), afar(rng, p), rng.uniform(0.3, 0.5), steps)


@points(0.5)
def test_number_of_evaluations(learner, rng):
    """f is evaluated 2·p·steps times: two for each angle in each step, and nowhere else."""
    for p, steps in ((1, 1), (1, 3), (3, 2)):
        evaluations = compare(learner, Energy(rng, p), afar(rng, p), 0.4, steps)
        expect.that(
            evaluations <= 2 * p * steps,
            f"With {p} angle{'s' * (p > 1)} and {steps} step{'s' * (steps > 1)}, {2 * p * steps} evaluations of f are "
            f"enough. It was evaluated {evaluations} times, and each evaluation costs shots.",
        )


@points(0.5)
def test_no_steps(learner, rng):
    """Without steps the angles come back as they are, and f is not evaluated."""
    compare(learner, Energy(rng, 2), afar(rng, 2), 0.3, 1)
    for p in (1, 3):
        evaluations = compare(learner, Energy(rng, p), afar(rng, p), 0.3, 0)
        sentence = f"Without steps no gradient is needed, but f was evaluated {evaluations} times."
        expect.that(evaluations == 0, sentence)
