"""Right answers to `gradient_descent`, each written in its own way."""

import functools
import math

import numpy as np


def _gradient(f, theta):
    shifts = np.pi / 2 * np.eye(len(theta))
    return np.array([f(theta + s) - f(theta - s) for s in shifts]) / 2


def loop_with_new_arrays(f, theta, learning_rate, steps):
    for _ in range(steps):
        theta = theta - learning_rate * _gradient(f, theta)
    return theta


def loop_on_a_copy(f, theta, learning_rate, steps):
    theta = theta.copy()
    for _ in range(steps):
        theta -= learning_rate * _gradient(f, theta)
    return theta


def another_shift(f, theta, learning_rate, steps):
    angles = np.array(theta, dtype=float)
    for _ in range(steps):
        before = angles.copy()
        for i, unit in enumerate(np.eye(len(angles))):
            slope = (f(before + unit) - f(before - unit)) / (2 * math.sin(1.0))
            angles[i] = before[i] - learning_rate * slope
    return angles


def folded(f, theta, learning_rate, steps):
    return functools.reduce(lambda t, _: t - learning_rate * _gradient(f, t), range(steps), theta)


def recursive(f, theta, learning_rate, steps):
    if steps == 0:
        return theta
    return recursive(f, theta - learning_rate * _gradient(f, theta), learning_rate, steps - 1)


def plain_python(f, theta, learning_rate, steps):
    angles = theta.tolist()
    while steps > 0:
        moved = []
        for i, angle in enumerate(angles):
            high = f(np.array([*angles[:i], angle + math.pi / 2, *angles[i + 1 :]]))
            low = f(np.array([*angles[:i], angle - math.pi / 2, *angles[i + 1 :]]))
            moved.append(angle - learning_rate * (high - low) / 2)
        angles, steps = moved, steps - 1
    return angles


def values_first(f, theta, learning_rate, steps):
    units = np.concatenate([np.eye(len(theta)), -np.eye(len(theta))])
    weights = learning_rate / 2 * np.sign(units.sum(axis=1))
    for _ in range(steps):
        values = np.array([f(theta + np.pi / 2 * unit) for unit in units])
        theta = theta - np.add(*np.split(weights * values, 2))
    return theta
