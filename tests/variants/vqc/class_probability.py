"""Right answers to `class_probability`, each written in its own way."""

import numpy as np


def clip_the_probability(expectation):
    return np.clip((1 - np.asarray(expectation, dtype=float)) / 2, 0, 1)


def clip_the_expectation(expectation):
    return 0.5 - 0.5 * np.clip(expectation, -1, 1)


def minimum_and_maximum(expectation):
    return np.minimum(1.0, np.maximum(0.0, 0.5 * (1.0 - np.asarray(expectation))))


def interpolated(expectation):
    return np.interp(expectation, [-1, 1], [1, 0])


def entry_by_entry(expectation):
    z = np.asarray(expectation)
    p = np.empty(z.shape)
    for place in np.ndindex(z.shape):
        p[place] = min(max((1 - z[place]) / 2, 0), 1)
    return p


def single_precision(expectation):
    return np.clip((1 - np.asarray(expectation, dtype=np.float32)) / 2, 0, 1)


def with_tensorflow(expectation):
    import tensorflow as tf

    return tf.clip_by_value((1 - tf.constant(expectation)) / 2, 0, 1)
