"""Right answers to `parameter_shift_general`, each written in its own way."""

import math

import numpy as np


def loop_over_copies(f, theta, r):
    gradient = np.zeros(len(theta))
    for i in range(len(theta)):
        ahead, behind = theta.copy(), theta.copy()
        ahead[i] += np.pi / (4 * r)
        behind[i] -= np.pi / (4 * r)
        gradient[i] = r * (f(ahead) - f(behind))
    return gradient


def rows_of_the_identity(f, theta, r):
    shifts = np.pi / 4 / r * np.eye(len(theta))
    return r * np.array([f(theta + s) - f(theta - s) for s in shifts])


def _shift_rule(f, theta):
    return np.array([(f(theta + s) - f(theta - s)) / 2 for s in np.pi / 2 * np.eye(len(theta))])


def plain_rule_in_the_rotation_angle(f, theta, r):
    return 2 * r * _shift_rule(lambda phi: f(phi / (2 * r)), 2 * r * theta)


def another_shift(f, theta, r):
    s = 1.0 / (2 * r)
    return [
        r / math.sin(2 * r * s) * (f(theta + s * e) - f(theta - s * e)) for e in np.eye(theta.size)
    ]


def with_lists(f, theta, r):
    angles = theta.tolist()
    result = []
    for i, angle in enumerate(angles):
        high = f([*angles[:i], angle + math.pi / (4 * r), *angles[i + 1 :]])
        low = f([*angles[:i], angle - math.pi / (4 * r), *angles[i + 1 :]])
        result.append(r * high - r * low)
    return np.array(result)


def fitted_sine(f, theta, r):
    """Three equidistant values of a + b cos φ + c sin φ give c, the slope by φ = 2r(θ − θ_i) at 0."""
    phases = 2 * np.pi * np.arange(3) / 3
    gradient = np.empty(theta.size)
    for i, unit in enumerate(np.eye(theta.size)):
        values = [f(theta + phase / (2 * r) * unit) for phase in phases]
        gradient[i] = 2 * r * 2 / 3 * np.dot(np.sin(phases), values)
    return gradient
