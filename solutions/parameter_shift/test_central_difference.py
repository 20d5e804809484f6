"""`central_difference(f, theta, step)`: (f(θ + h e_i) − f(θ − h e_i)) / 2h for each angle."""

import numpy as np

from autograder import expect, points
from autograder.learner import Oracle

HINTS = (
    "One entry at a time: which two points differ from θ in angle i alone, and lie a step h to either side of it?",
    "Work on copies: `forward = theta.copy()`, then `forward[i] += step`; the same backward. Divide the difference of "
    "the two values by the distance of the two points, `(2 * step)` with its brackets.",
    "`shift = np.zeros_like(theta)`, then `shift[i] = step`; the entry is "
    "`(f(theta + shift) - f(theta - shift)) / (2 * step)`.",
)


def angles(theta):
    """What f was given as an array; ValueError if it is not one of shape (p,)."""
    theta = np.asarray(theta, dtype=float)
    if theta.ndim != 1:
        raise ValueError(f"f takes the whole array of angles; it got the shape {theta.shape}")
    return theta


def parity(theta):
    """P(even parity) = (1 + ⟨Z…Z⟩)/2 after R_y(θ_i) on qubit i, where ⟨Z…Z⟩ = Π cos θ_i."""
    return float(0.5 + 0.5 * np.prod(np.cos(angles(theta))))


def parity_gradient(theta):
    """The derivatives of `parity`: in factor i the cosine becomes −sin θ_i."""
    own = np.eye(len(theta), dtype=bool)
    return 0.5 * np.prod(np.where(own, -np.sin(theta), np.cos(theta)), axis=1)


def shared(theta):
    """The same probability where one angle turns three qubits: (1 + cos³ θ)/2."""
    return parity(np.tile(angles(theta), 3))


def shared_difference(theta, step):
    """The central difference of `shared`, by 4 cos³ θ = 3 cos θ + cos 3θ."""
    slow, fast = np.sin(theta) * np.sin(step), np.sin(3 * theta) * np.sin(3 * step)
    return -(3 * slow + fast) / (8 * step)


def compare(learner, theta, step):
    """Each angle enters as a sine, so the central difference is the derivative times sin(h)/h."""
    got = learner.central_difference(Oracle(parity), theta, step)
    wanted = parity_gradient(theta) * np.sin(step) / step
    what = f"The central difference of f = (1 + Π cos θ_i)/2 with the step {step:.4g}"
    expect.close(got, wanted, what=what, atol=1e-6)


@points(0.75)
def test_one_angle_with_small_and_large_steps(learner, rng):
    """For one angle the result is (f(θ + h) − f(θ − h)) / 2h, whatever the step h."""
    for step in (0.5, rng.uniform(0.2, 0.8)):
        theta = rng.uniform(0.3, 1.2, 1)
        got = learner.central_difference(Oracle(shared), theta, step)
        what = f"The central difference of f = (1 + cos³ θ)/2 with the step {step:.4g}"
        expect.close(got, shared_difference(theta, step), what=what, atol=1e-6)
    for step in (0.1, 1e-3, rng.uniform(0.6, 1.2), 2.0):
        compare(learner, rng.uniform(0.3, 1.2, 1), step)


@points(0.75)
def test_each_entry_moves_one_angle(learner, rng):
    """Entry i moves angle i alone; all other angles stay where they are."""
    for p in (2, 3, 5):
        for step in (0.3, 1e-3, rng.uniform(0.5, 1.0)):
            compare(learner, rng.uniform(0.3, 1.2, p), step)


@points(0.5)
def test_many_angles_and_none(learner, rng):
    """The result has the shape of θ, for many angles and for none."""
    compare(learner, rng.uniform(-0.4, 0.4, 30), 0.2)
    got = learner.central_difference(Oracle(parity), np.zeros(0), 0.1)
    expect.close(got, np.zeros(0), what="The gradient without angles")
