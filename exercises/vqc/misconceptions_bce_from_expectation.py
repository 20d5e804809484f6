"""Known wrong answers to `bce_from_expectation`, each with what it says of the learner's thinking."""

import numpy as np

from autograder import misconception


def checked(z, y):
    z, y = np.asarray(z, dtype=float), np.asarray(y, dtype=float)
    if z.shape != y.shape or not z.size or not np.isin(y, (0, 1)).all():
        raise ValueError("expectations and labels 0 or 1 of one shape are needed")
    return z, y


def mean_loss(p, y, log=np.log):
    return float(-np.mean(y * log(p) + (1 - y) * log(1 - p)))


def clipped(p, least=1e-7):
    return np.clip(p, least, 1 - least)


@misconception(
    "the classes exchanged",
    "p was taken as (1 + z)/2, which is the probability of measuring 0. The probability of class 1 is (1 − z)/2.",
)
def classes_exchanged(z, y):
    z, y = checked(z, y)
    return mean_loss(clipped((1 + z) / 2), y)


@misconception(
    "the expectation taken for a logit",
    "z went through a sigmoid, as `BinaryCrossentropy(from_logits=True)` does. ⟨Z⟩ is not a logit: p = (1 − z)/2 "
    "is exact, while the sigmoid of a number in [−1, 1] never leaves 0.27 to 0.73.",
)
def from_logits(z, y):
    z, y = checked(z, y)
    return mean_loss(1 / (1 + np.exp(-z)), y)


@misconception(
    "the expectation taken for a logit, its sign turned",
    "p was taken as the sigmoid of −z. The direction is right, the values are not: p = (1 − z)/2 is exact.",
)
def from_minus_logits(z, y):
    z, y = checked(z, y)
    return mean_loss(1 / (1 + np.exp(z)), y)


@misconception(
    "the expectation taken for the probability",
    "z itself was used as p, cut off at 0. An expectation lies in [−1, 1]; p = (1 − z)/2 lies in [0, 1].",
)
def z_as_probability(z, y):
    z, y = checked(z, y)
    return mean_loss(clipped(z), y)


@misconception(
    "logarithm to base 2",
    "`np.log2` measures the loss in bits. The task, Keras and scikit-learn use the natural logarithm, `np.log`.",
)
def in_bits(z, y):
    z, y = checked(z, y)
    return mean_loss(clipped((1 - z) / 2), y, np.log2)


@misconception(
    "the sum in place of the mean",
    "The rows' losses were added and not averaged, so the loss grows with the batch.",
)
def summed(z, y):
    z, y = checked(z, y)
    return mean_loss(clipped((1 - z) / 2), y) * z.size


@misconception(
    "the minus sign forgotten",
    "Logarithms of probabilities are negative; the loss is minus their mean, so that smaller is better.",
)
def negative(z, y):
    z, y = checked(z, y)
    return -mean_loss(clipped((1 - z) / 2), y)


@misconception(
    "rows of class 0 left out",
    "Only y ln p was averaged. A row with label 0 costs −ln(1 − p); without it a model that always says 1 is perfect.",
)
def ones_only(z, y):
    z, y = checked(z, y)
    return float(-np.mean(y * np.log(clipped((1 - z) / 2))))


@misconception(
    "the squared error in place of the cross-entropy",
    "(p − y)² is the Brier score. The cross-entropy is −ln of the probability given to the label.",
)
def squared_error(z, y):
    z, y = checked(z, y)
    return float(np.mean((clipped((1 - z) / 2) - y) ** 2))


@misconception(
    "p not clipped",
    "For z = ±1 the logarithm of 0 is taken, and past ±1 that of a negative number. Clip p to [1e-7, 1 − 1e-7].",
)
def unclipped(z, y):
    z, y = checked(z, y)
    with np.errstate(all="ignore"):
        return mean_loss((1 - z) / 2, y)


@misconception(
    "z clipped where p should be",
    "z was clipped to [−1, 1], so p can still be 0 and its logarithm infinite. Clip p to [1e-7, 1 − 1e-7].",
)
def z_clipped(z, y):
    z, y = checked(z, y)
    with np.errstate(all="ignore"):
        return mean_loss((1 - np.clip(z, -1, 1)) / 2, y)


@misconception(
    "the limit set too high",
    "p was clipped at 1e-3, which makes being sure and wrong look cheap. The task's limit is 1e-7.",
)
def clipped_early(z, y):
    z, y = checked(z, y)
    return mean_loss(clipped((1 - z) / 2, 1e-3), y)


@misconception(
    "the limit set too low",
    "p was clipped at 1e-15, so one row that is sure and wrong costs 34.5. The task's limit is 1e-7, as in Keras.",
)
def clipped_late(z, y):
    z, y = checked(z, y)
    likelihood = np.clip(np.where(y == 1, (1 - z) / 2, (1 + z) / 2), 1e-15, 1)
    return float(-np.mean(np.log(likelihood)))


@misconception(
    "shapes not compared",
    "NumPy stretches (m,) against (m, 1) to (m, m) without a word, and every row meets every label. Compare the "
    "shapes before computing.",
)
def broadcast(z, y):
    z, y = np.asarray(z, dtype=float), np.asarray(y, dtype=float)
    if not z.size or not y.size or not np.isin(y, (0, 1)).all():
        raise ValueError("expectations and labels 0 or 1 are needed")
    return mean_loss(clipped((1 - z) / 2), y)


@misconception(
    "an empty batch answered",
    "The mean of nothing is not a number. Without rows there is no loss: raise ValueError.",
)
def empty_allowed(z, y):
    z, y = np.asarray(z, dtype=float), np.asarray(y, dtype=float)
    if z.shape != y.shape or not np.isin(y, (0, 1)).all():
        raise ValueError("expectations and labels 0 or 1 of one shape are needed")
    return mean_loss(clipped((1 - z) / 2), y) if z.size else 0.0


@misconception(
    "labels not checked",
    "Labels of −1 or 2 give a number that means nothing. Refuse everything but 0 and 1.",
)
def labels_unchecked(z, y):
    z, y = np.asarray(z, dtype=float), np.asarray(y, dtype=float)
    if z.shape != y.shape or not z.size:
        raise ValueError("expectations and labels of one shape are needed")
    return mean_loss(clipped((1 - z) / 2), y)
