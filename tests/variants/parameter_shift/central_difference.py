"""Right answers to `central_difference`, each written in its own way."""

import numpy as np


def loop_over_copies(f, theta, step):
    gradient = np.zeros(len(theta))
    for i in range(len(theta)):
        ahead, behind = theta.copy(), theta.copy()
        ahead[i] += step
        behind[i] -= step
        gradient[i] = (f(ahead) - f(behind)) / (2 * step)
    return gradient


def rows_of_the_identity(f, theta, step):
    shifts = step * np.eye(len(theta))
    return np.array([f(theta + s) - f(theta - s) for s in shifts]) / (2 * step)


def list_of_floats(f, theta, step):
    return [
        (f(theta + step * unit) - f(theta - step * unit)) / (2 * step)
        for unit in np.eye(len(theta))
    ]


def all_values_first(f, theta, step):
    shifts = step * np.eye(len(theta))
    ahead = [f(row) for row in theta + shifts]
    behind = [f(row) for row in theta - shifts]
    return np.subtract(ahead, behind) / step / 2


def along_the_axis(f, theta, step):
    points = theta + step * np.concatenate([np.eye(len(theta)), -np.eye(len(theta))])
    values = np.apply_along_axis(f, 1, points) if len(theta) else np.zeros(0)
    return (values[: len(theta)] - values[len(theta) :]) / (2 * step)


def mean_of_one_sided_slopes(f, theta, step):
    here = f(theta)
    slopes = np.zeros_like(theta)
    for i, unit in enumerate(np.eye(theta.size)):
        slopes[i] = (
            (f(theta + step * unit) - here) / step + (here - f(theta - step * unit)) / step
        ) / 2
    return slopes


def plain_python(f, theta, step):
    angles = [float(angle) for angle in theta]

    def value(i, by):
        return f(np.array([*angles[:i], angles[i] + by, *angles[i + 1 :]]))

    return np.array([(value(i, step) - value(i, -step)) / (2 * step) for i in range(len(angles))])


def moved_and_put_back(f, theta, step):
    gradient = np.empty(theta.shape, dtype=np.float32)
    for i in range(theta.size):
        before = theta[i]
        theta[i] = before + step
        ahead = f(theta)
        theta[i] = before - step
        gradient[i] = (ahead - f(theta)) / (2 * step)
        theta[i] = before
    return gradient
