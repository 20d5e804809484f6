"""Known wrong answers to `class_probability`, each with what it says of the learner's thinking."""

import numpy as np

from autograder import misconception


@misconception(
    "the probability of 0 in place of 1",
    "(1 + ⟨Z⟩)/2 is the probability of measuring 0: Z gives +1 for |0⟩ and −1 for |1⟩.",
)
def of_zero(expectation):
    return np.clip((1 + expectation) / 2, 0, 1)


@misconception(
    "rounding errors not clipped",
    "In float32, ⟨Z⟩ can exceed 1 by about 1e-6, and the probability is then slightly negative: its logarithm "
    "does not exist. Clip the result to [0, 1].",
)
def unclipped(expectation):
    return (1 - expectation) / 2


@misconception(
    "the expectation taken for a logit",
    "A sigmoid turns any real number into a probability; ⟨Z⟩ is not any number but lies in [−1, 1] and fixes the "
    "probability exactly: p = (1 − ⟨Z⟩)/2. The sigmoid would never come near 0 or 1.",
)
def sigmoid(expectation):
    return 1 / (1 + np.exp(-expectation))


@misconception(
    "the expectation taken for a logit, its sign turned",
    "The sigmoid of −⟨Z⟩ grows in the right direction, but stays between 0.27 and 0.73. ⟨Z⟩ fixes the "
    "probability exactly: p = (1 − ⟨Z⟩)/2.",
)
def sigmoid_of_minus(expectation):
    return 1 / (1 + np.exp(expectation))


@misconception(
    "negative values cut off",
    "⟨Z⟩ was clipped to [0, 1] and called a probability. Negative expectations carry half of the information: "
    "map [−1, 1] onto [1, 0] instead.",
)
def clipped_only(expectation):
    return np.clip(expectation, 0, 1)


@misconception(
    "the expectation squared",
    "Amplitudes are squared to get probabilities; an expectation value is already an average over outcomes, and "
    "depends on the probability linearly.",
)
def squared(expectation):
    return np.clip(np.square(expectation), 0, 1)


@misconception(
    "one minus the expectation, not halved",
    "⟨Z⟩ runs over a range of 2, from −1 to 1, so 1 − ⟨Z⟩ must be halved to become a probability.",
)
def not_halved(expectation):
    return np.clip(1 - expectation, 0, 1)


@misconception(
    "a label in place of a probability",
    "The answer holds only zeros and ones. The sign of ⟨Z⟩ is a decision; the task asks for the probability "
    "behind it, which training needs because it changes smoothly.",
)
def hard_label(expectation):
    return np.where(np.asarray(expectation) <= 0, 1.0, 0.0)


@misconception(
    "normalised over the batch",
    "The probabilities were divided by their sum over the batch. Each entry is a probability of its own: the two "
    "outcomes of one row add up to 1, not the rows.",
)
def over_the_batch(expectation):
    p = np.clip((1 - expectation) / 2, 0, 1)
    return p / max(p.sum(), 1e-12)


@misconception(
    "averaged over the batch",
    "One number came back for the whole batch. The formula holds for each entry.",
)
def averaged(expectation):
    return np.clip((1 - np.mean(expectation)) / 2, 0, 1) if np.size(expectation) else np.zeros((0,))


@misconception(
    "the shape flattened",
    "The values are right, but an array of shape (batch, 1) came back flat. Work elementwise and leave the shape "
    "as it is, or it no longer fits the labels.",
)
def flattened(expectation):
    return np.clip((1 - np.ravel(expectation)) / 2, 0, 1)


@misconception(
    "the magnitude in place of the value",
    "|⟨Z⟩| forgets the sign, and with it which outcome is the likely one.",
)
def magnitude(expectation):
    return np.clip((1 - np.abs(expectation)) / 2, 0, 1)
