"""Right answers to `bce_from_expectation`, each written in its own way."""

import math

import numpy as np


def _checked(z, y):
    z, y = np.asarray(z, dtype=float), np.asarray(y)
    if z.shape != y.shape:
        raise ValueError(f"z has the shape {z.shape}, y {y.shape}")
    if z.size == 0:
        raise ValueError("no rows")
    if not np.all((y == 0) | (y == 1)):
        raise ValueError("labels must be 0 or 1")
    return z, y


def textbook(z, y):
    z, y = _checked(z, y)
    p = np.clip((1 - z) / 2, 1e-7, 1 - 1e-7)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def likelihood_of_the_label(z, y):
    z, y = _checked(z, y)
    p = np.clip((1 - z) / 2, 1e-7, 1 - 1e-7)
    return float(-np.log(np.where(y == 1, p, 1 - p)).mean())


def signs(z, y):
    z, y = _checked(z, y)
    return float(np.mean(-np.log(np.clip((1 + (1 - 2 * y) * z) / 2, 1e-7, 1 - 1e-7))))


def row_by_row(z, y):
    z, y = _checked(z, y)
    total = 0.0
    for expectation, label in zip(z.ravel(), y.ravel()):
        p = min(max((1 - expectation) / 2, 1e-7), 1 - 1e-7)
        total -= math.log(p) if label else math.log(1 - p)
    return total / z.size


def scikit_learn(z, y):
    from sklearn.metrics import log_loss

    z, y = _checked(z, y)
    p = np.clip((1 - z) / 2, 1e-7, 1 - 1e-7)
    return log_loss(y.ravel().astype(int), p.ravel(), labels=[0, 1])


def keras(z, y):
    import tensorflow as tf

    z, y = _checked(z, y)
    p = tf.constant(np.clip((1 - z) / 2, 0, 1).ravel(), tf.float32)
    return float(tf.keras.losses.binary_crossentropy(tf.constant(y.ravel(), tf.float32), p))
