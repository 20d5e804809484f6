"""Right answers to `parameter_shift`, each written in its own way."""

import math

import numpy as np


def loop_over_copies(f, theta):
    gradient = np.zeros(len(theta))
    for i in range(len(theta)):
        ahead, behind = theta.copy(), theta.copy()
        ahead[i] += np.pi / 2
        behind[i] -= np.pi / 2
        gradient[i] = 0.5 * (f(ahead) - f(behind))
    return gradient


def rows_of_the_identity(f, theta):
    shifts = np.pi / 2 * np.eye(len(theta))
    return np.array([f(theta + s) - f(theta - s) for s in shifts]) / 2


def shift_of_an_eighth_turn(f, theta):
    shifts = np.pi / 4 * np.eye(len(theta))
    return np.array([f(theta + s) - f(theta - s) for s in shifts]) / np.sqrt(2)


def shift_of_half_a_radian(f, theta):
    return [
        (f(theta + 0.5 * e) - f(theta - 0.5 * e)) / (2 * math.sin(0.5)) for e in np.eye(theta.size)
    ]


def backward_by_three_quarters(f, theta):
    gradient = np.empty_like(theta)
    for i, unit in enumerate(np.eye(theta.size)):
        gradient[i] = f(theta + math.pi / 2 * unit) - f(theta + 3 * math.pi / 2 * unit)
    gradient *= 0.5
    return gradient


def shift_beyond_a_quarter(f, theta):
    s = 2.0
    return np.array([f(theta + s * e) - f(theta - s * e) for e in np.eye(len(theta))]) / (
        2 * np.sin(s)
    )


def all_behind_then_all_ahead(f, theta):
    def values(sign):
        points = theta + sign * np.pi / 2 * np.eye(len(theta))
        return np.fromiter((f(point) for point in points), dtype=float, count=len(theta))

    behind = values(-1)
    return (values(+1) - behind) / 2


def with_lists(f, theta):
    angles = theta.tolist()
    result = []
    for i, angle in enumerate(angles):
        high = f([*angles[:i], angle + math.pi / 2, *angles[i + 1 :]])
        low = f([*angles[:i], angle - math.pi / 2, *angles[i + 1 :]])
        result.append((high - low) / 2)
    return np.array(result)


def recursive(f, theta, i=0):
    if i == len(theta):
        return np.zeros(0)
    shift = np.where(np.arange(len(theta)) == i, np.pi / 2, 0.0)
    return np.append((f(theta + shift) - f(theta - shift)) / 2, recursive(f, theta, i + 1))
