"""Known wrong answers to `parameter_shift_general`, each with what it says of the learner's thinking."""

import numpy as np

from autograder import misconception


def rule(f, theta, shift, factor):
    """factor · [f(θ + shift e_i) − f(θ − shift e_i)] for each i."""
    moves = shift * np.eye(len(theta))
    return factor * np.array([f(theta + move) - f(theta - move) for move in moves])


@misconception(
    "r ignored",
    "This is the rule for r = ½, with the shift π/2 and the factor ½. For other eigenvalues the angle turns 2r times as "
    "fast: shift π/(4r), factor r.",
)
def r_ignored(f, theta, r):
    return rule(f, theta, np.pi / 2, 0.5)


@misconception(
    "the factor left at ½",
    "The shift π/(4r) is right, but a gate that turns 2r times as fast also has a slope 2r times as large: the factor "
    "is r.",
)
def factor_of_one_half(f, theta, r):
    return rule(f, theta, np.pi / (4 * r), 0.5)


@misconception(
    "the shift left at π/2",
    "The factor r is right, but in θ a quarter turn of 2rθ is a shift of π/(4r), not π/2.",
)
def shift_of_a_half_pi(f, theta, r):
    return rule(f, theta, np.pi / 2, r)


@misconception(
    "a difference that is always 0",
    "Both points give the same value. Either the shift is π/(2r), half a turn, from where both sides meet (r is one "
    "eigenvalue, not the distance of the two), or both are one array: `behind = ahead` makes no copy. Shift two copies "
    "by π/(4r).",
)
def gap_for_r(f, theta, r):
    return rule(f, theta, np.pi / (2 * r), r / 2)


@misconception(
    "multiplied by r where it divides",
    "`np.pi / 4 * r` is (π/4)·r. The shift gets smaller as r grows: `np.pi / (4 * r)`.",
)
def shift_times_r(f, theta, r):
    return rule(f, theta, np.pi / 4 * r, r)


@misconception(
    "the factor 2r",
    "2r is the factor of the chain rule, but the difference of the two values already holds a 2: with r = ½ the factor "
    "must become ½, so it is r.",
)
def factor_2r(f, theta, r):
    return rule(f, theta, np.pi / (4 * r), 2 * r)


@misconception(
    "the factor 1/r",
    "A faster gate (larger r) has a steeper f. The factor is r, not its inverse.",
)
def factor_inverse(f, theta, r):
    return rule(f, theta, np.pi / (4 * r), 1 / r)


@misconception(
    "the factor 1/(4r)",
    "The factor is not tied to the shift π/(4r) by division: no difference quotient is taken. It is r.",
)
def factor_of_the_shift(f, theta, r):
    return rule(f, theta, np.pi / (4 * r), 1 / (4 * r))


@misconception(
    "divided by the distance of the points",
    "Dividing by 2 · π/(4r) makes this a central difference with a large step. The rule takes no limit: the factor is r.",
)
def divided_by_distance(f, theta, r):
    return rule(f, theta, np.pi / (4 * r), 2 * r / np.pi)


@misconception(
    "the angle rescaled before f",
    "f was evaluated at 2rθ ± π/2. The gate turns by 2rθ when f is evaluated at θ itself: only the shift is divided by "
    "2r, θ stays as it is.",
)
def rescaled_angle(f, theta, r):
    return rule(f, 2 * r * theta, np.pi / 2, r)


@misconception(
    "the sign turned round",
    "f(θ − s) − f(θ + s) is the slope with the wrong sign: the value ahead comes first.",
)
def sign_turned(f, theta, r):
    return rule(f, theta, np.pi / (4 * r), -r)


@misconception(
    "a finite difference",
    "The points lie 1e-4 from θ. An error ε of f (rounding, shots) becomes ε/h. The general rule is exact with points "
    "π/(4r) from θ.",
)
def finite_difference(f, theta, r):
    return rule(f, theta, 1e-4, 5e3)


@misconception(
    "all angles shifted at once",
    "`theta + shift` shifts every angle, so every entry is the same. For entry i only angle i is shifted.",
)
def all_at_once(f, theta, r):
    shift = np.pi / (4 * r)
    return np.array([r * (f(theta + shift) - f(theta - shift)) for _ in theta])


@misconception(
    "shifts that pile up",
    "The copy of θ was made once, before the loop, so the shift of one angle is still there when the next one is "
    "shifted. Start from θ again for each entry.",
)
def piling_up(f, theta, r):
    ahead, behind = theta.copy(), theta.copy()
    gradient = np.zeros(len(theta))
    for i in range(len(theta)):
        ahead[i] += np.pi / (4 * r)
        behind[i] -= np.pi / (4 * r)
        gradient[i] = r * (f(ahead) - f(behind))
    return gradient


@misconception(
    "the caller's angles overwritten",
    "`theta[i] += shift` changes the caller's array, also when the name is given to a second variable. Make a copy with "
    "`theta.copy()` first.",
)
def in_place(f, theta, r):
    gradient = np.zeros(len(theta))
    for i in range(len(theta)):
        theta[i] += np.pi / (4 * r)
        ahead = f(theta)
        theta[i] -= np.pi / (2 * r)
        gradient[i] = r * (ahead - f(theta))
    return gradient


@misconception(
    "no answer where there are no angles",
    "With an empty `theta` there is nothing to stack, and NumPy raises an error. The gradient is then an empty array; "
    "`np.zeros(len(theta))`, filled in a loop, does that by itself.",
)
def fails_when_empty(f, theta, r):
    moves = np.pi / (4 * r) * np.eye(len(theta))
    return r * np.stack([f(theta + move) - f(theta - move) for move in moves])
