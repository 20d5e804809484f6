"""Known wrong answers to `parameter_shift`, each with what it says of the learner's thinking."""

import numpy as np

from autograder import misconception


def difference(f, theta, i, shift):
    """f(θ + shift e_i) − f(θ − shift e_i)."""
    move = np.zeros_like(theta)
    move[i] = shift
    return f(theta + move) - f(theta - move)


@misconception(
    "the factor ½ forgotten",
    "f(θ + π/2) − f(θ − π/2) is twice the derivative: for f = cos θ it is −2 sin θ. Halve the difference.",
)
def half_forgotten(f, theta):
    return np.array([difference(f, theta, i, np.pi / 2) for i in range(len(theta))])


@misconception(
    "divided by the distance of the points",
    "Dividing by 2 · π/2 = π makes this a central difference with a huge step. The shift rule takes no limit: the "
    "factor is 1/(2 sin s) = ½ for s = π/2.",
)
def divided_by_distance(f, theta):
    return np.array([difference(f, theta, i, np.pi / 2) / np.pi for i in range(len(theta))])


@misconception(
    "a shift of π/4 with the factor ½",
    "Shift and factor belong together: 1/(2 sin s) is ½ only for s = π/2. A shift of π/4 needs the factor 1/√2.",
)
def quarter_shift_half(f, theta):
    return np.array([difference(f, theta, i, np.pi / 4) / 2 for i in range(len(theta))])


@misconception(
    "the rule for gates e^(−iθP)",
    "f(θ + π/4) − f(θ − π/4) is right for generators with eigenvalues ±1. A rotation gate is e^(−iθP/2): its "
    "eigenvalues are ±½, the shift is π/2 and the factor ½.",
)
def rule_for_unit_eigenvalues(f, theta):
    return np.array([difference(f, theta, i, np.pi / 4) for i in range(len(theta))])


@misconception(
    "a difference that is always 0",
    "Both points give the same value. Either they are one array (`behind = ahead` makes a second name, not a copy), or "
    "the shift is π, from where both sides meet. Make two copies, and shift by π/2.",
)
def shift_of_pi(f, theta):
    return np.array([difference(f, theta, i, np.pi) / 2 for i in range(len(theta))])


@misconception(
    "the sum in place of the difference",
    "½ [f(θ + π/2) + f(θ − π/2)] is the mean of f over a full turn. The derivative is half the difference.",
)
def sum_of_both(f, theta):
    unit = np.pi / 2 * np.eye(len(theta))
    return np.array([(f(theta + u) + f(theta - u)) / 2 for u in unit])


@misconception(
    "the sign turned round",
    "f(θ − π/2) − f(θ + π/2) is the slope with the wrong sign: the value ahead comes first.",
)
def sign_turned(f, theta):
    return np.array([-difference(f, theta, i, np.pi / 2) / 2 for i in range(len(theta))])


@misconception(
    "one-sided: f(θ + π/2) − f(θ)",
    "With f(θ) in place of f(θ − π/2) the constant part and the cosine do not cancel. Both points are shifted, to "
    "either side.",
)
def one_sided(f, theta):
    return np.array([(f(theta + np.pi / 2 * unit) - f(theta)) / 2 for unit in np.eye(len(theta))])


@misconception(
    "a shift of 90 radians",
    "Angles are in radians: a quarter turn is `np.pi / 2`, not 90.",
)
def degrees(f, theta):
    return np.array([difference(f, theta, i, 90.0) / 2 for i in range(len(theta))])


@misconception(
    "a finite difference with h = 0.01",
    "The points lie 0.01 from θ, and the difference is divided by 2h. That has an error of order h², and an error ε of "
    "f becomes ε/h. The shift rule is exact with points far apart.",
)
def finite_difference_1e2(f, theta):
    return np.array([difference(f, theta, i, 1e-2) / 2e-2 for i in range(len(theta))])


@misconception(
    "a finite difference with h = 1e-4",
    "The points lie 1e-4 from θ. The bias is small, but an error ε of f (rounding, shots) becomes ε/h: with 1e-3 of "
    "noise the result is off by about 10. The shift rule needs no small step.",
)
def finite_difference_1e4(f, theta):
    return np.array([difference(f, theta, i, 1e-4) / 2e-4 for i in range(len(theta))])


@misconception(
    "a finite difference with h = 1e-5",
    "The points lie 1e-5 from θ. The bias is small, but an error ε of f (rounding, shots) becomes ε/h: with 1e-3 of "
    "noise the result is off by about 100. The shift rule needs no small step.",
)
def finite_difference_1e5(f, theta):
    return np.array([difference(f, theta, i, 1e-5) / 2e-5 for i in range(len(theta))])


@misconception(
    "a finite difference with h = 1e-6",
    "The points lie 1e-6 from θ. The bias is small, but an error ε of f (rounding, shots) becomes ε/h: with 1e-3 of "
    "noise the result is off by about 1000. The shift rule needs no small step.",
)
def finite_difference_1e6(f, theta):
    return np.array([difference(f, theta, i, 1e-6) / 2e-6 for i in range(len(theta))])


@misconception(
    "a finite difference with h = 1e-8",
    "The points lie 1e-8 from θ. The bias is small, but an error ε of f (rounding, shots) becomes ε/h: with 1e-3 of "
    "noise the result is off by about 100 000. The shift rule needs no small step.",
)
def finite_difference_1e8(f, theta):
    return np.array([difference(f, theta, i, 1e-8) / 2e-8 for i in range(len(theta))])


@misconception(
    "points too close to θ",
    "The points lie 0.001 from θ. Divided by 2 sin s (or by 2h, which is nearly the same) that is right on paper, but an "
    "error ε of f becomes ε/sin s: a thousandfold. The shift π/2 keeps sin s at its largest, 1.",
)
def tiny_shift(f, theta):
    return np.array([difference(f, theta, i, 1e-3) / (2 * np.sin(1e-3)) for i in range(len(theta))])


@misconception(
    "all angles shifted at once",
    "`theta + np.pi / 2` shifts every angle, so every entry is the same. For entry i only angle i is shifted.",
)
def all_at_once(f, theta):
    return np.array([(f(theta + np.pi / 2) - f(theta - np.pi / 2)) / 2 for _ in theta])


@misconception(
    "shifts that pile up",
    "The copy of θ was made once, before the loop, so the shift of one angle is still there when the next one is "
    "shifted. Start from θ again for each entry.",
)
def piling_up(f, theta):
    ahead, behind = theta.copy(), theta.copy()
    gradient = np.zeros(len(theta))
    for i in range(len(theta)):
        ahead[i] += np.pi / 2
        behind[i] -= np.pi / 2
        gradient[i] = (f(ahead) - f(behind)) / 2
    return gradient


@misconception(
    "the caller's angles overwritten",
    "`theta[i] += np.pi / 2` changes the caller's array, also when the name is given to a second variable. Make a copy "
    "with `theta.copy()` first.",
)
def in_place(f, theta):
    gradient = np.zeros(len(theta))
    for i in range(len(theta)):
        theta[i] += np.pi / 2
        ahead = f(theta)
        theta[i] -= np.pi
        gradient[i] = (ahead - f(theta)) / 2
    return gradient


@misconception(
    "the caller's angles shifted and put back",
    "`theta[i]` was shifted in place and shifted back. In floating-point numbers (a + b) − b is not always a, so the "
    "caller's angles come back changed by a rounding error. Work on a copy, `theta.copy()`.",
)
def put_back(f, theta):
    gradient = np.zeros(len(theta))
    for i in range(len(theta)):
        theta[i] += np.pi / 2
        ahead = f(theta)
        theta[i] -= np.pi
        gradient[i] = (ahead - f(theta)) / 2
        theta[i] += np.pi / 2
    return gradient


@misconception(
    "f evaluated at θ too",
    "The values are right, but f(θ) takes no part in the rule. Every evaluation costs shots on a device: two for each "
    "angle are enough.",
)
def value_at_theta_too(f, theta):
    f(theta)
    return np.array([difference(f, theta, i, np.pi / 2) / 2 for i in range(len(theta))])


@misconception(
    "four points where two suffice",
    "The values are right, but the four-term rule is for gates whose generator has three eigenvalues, such as "
    "controlled rotations. A rotation e^(−iθP/2) needs two evaluations an angle.",
)
def four_points(f, theta):
    near, far = (np.sqrt(2) + 1) / (4 * np.sqrt(2)), (np.sqrt(2) - 1) / (4 * np.sqrt(2))
    return np.array(
        [
            near * difference(f, theta, i, np.pi / 2) - far * difference(f, theta, i, 3 * np.pi / 2)
            for i in range(len(theta))
        ]
    )


@misconception(
    "no answer where there are no angles",
    "With an empty `theta` there is nothing to stack, and NumPy raises an error. The gradient is then an empty array; "
    "`np.zeros(len(theta))`, filled in a loop, does that by itself.",
)
def fails_when_empty(f, theta):
    return np.stack([difference(f, theta, i, np.pi / 2) / 2 for i in range(len(theta))])
