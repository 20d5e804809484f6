"""Known wrong answers to `fidelity_kernel`, each with what it says of the learner's thinking."""

import numpy as np

from autograder import misconception


def differences(X, Y):
    """x_i − y_i of all pairs of rows, shape (m, k, d)."""
    return np.asarray(X)[:, np.newaxis, :] - np.asarray(Y)[np.newaxis, :, :]


def kernel(X, Y):
    return np.prod(np.cos(differences(X, Y) / 2) ** 2, axis=2)


@misconception(
    "the overlap without its square",
    "This is |⟨φ(x)|φ(y)⟩|. The fidelity is its square: a probability, which is what a quantum computer can measure.",
)
def not_squared(X, Y):
    return np.sqrt(kernel(X, Y))


@misconception(
    "the sign of the overlap kept",
    "This is the inner product ⟨φ(x)|φ(y)⟩ itself, which can be negative. The fidelity is its absolute value squared.",
)
def inner_product(X, Y):
    return np.prod(np.cos(differences(X, Y) / 2), axis=2)


@misconception(
    "squared twice",
    "The overlap was squared, and then squared again, perhaps because probabilities were multiplied already. The "
    "fidelity is |⟨φ(x)|φ(y)⟩|², once.",
)
def squared_twice(X, Y):
    return kernel(X, Y) ** 2


@misconception(
    "the half angle forgotten",
    "R_y(x)|0⟩ has the amplitudes cos(x/2) and sin(x/2), so two of them overlap by cos((x − y)/2), not cos(x − y).",
)
def half_angle_forgotten(X, Y):
    return np.prod(np.cos(differences(X, Y)) ** 2, axis=2)


@misconception(
    "the second rotation not undone",
    "R_y(x) followed by R_y(y) turns by x + y. To compare two states, undo one of the rotations: R_y(x) and then "
    "R_y(−y), the inverse circuit, turns by x − y.",
)
def not_undone(X, Y):
    return kernel(X, -np.asarray(Y))


@misconception(
    "sine for cosine",
    "sin² of half the difference is how far apart two states are: it is 0 for equal rows. The fidelity is 1 there.",
)
def sine_for_cosine(X, Y):
    return 1 - kernel(X, Y)


@misconception(
    "expectation values multiplied",
    "cos x · cos y multiplies what Z measures in each state. Similarity is the overlap of the two states themselves.",
)
def expectations_multiplied(X, Y):
    return np.prod(np.cos(X)[:, np.newaxis, :] * np.cos(Y)[np.newaxis, :, :], axis=2)


@misconception(
    "only the overlap of the zeros",
    "cos(x/2) cos(y/2) compares the amplitudes of |0⟩ alone. The inner product runs over all basis states: add "
    "sin(x/2) sin(y/2) for |1⟩.",
)
def zeros_only(X, Y):
    return np.prod((np.cos(X / 2)[:, np.newaxis, :] * np.cos(Y / 2)[np.newaxis, :, :]) ** 2, axis=2)


@misconception(
    "a Gaussian kernel",
    "exp(−‖x − y‖²) is the usual kernel of a support vector machine. It looks alike for small distances, but the "
    "fidelity is periodic: inputs a full turn apart are the same state.",
)
def gaussian(X, Y):
    return np.exp(-np.sum(differences(X, Y) ** 2, axis=2))


@misconception(
    "the mean over the features",
    "The states of several qubits form a product, and so do their overlaps: multiply the factors, don't average them.",
)
def mean_over_features(X, Y):
    return np.mean(np.cos(differences(X, Y) / 2) ** 2, axis=2)


@misconception(
    "the sum over the features",
    "The states of several qubits form a product, and so do their overlaps: multiply the factors, don't add them. A "
    "fidelity is never above 1.",
)
def sum_over_features(X, Y):
    return np.sum(np.cos(differences(X, Y) / 2) ** 2, axis=2)


@misconception(
    "differences added before the cosine",
    "All features went into one angle. Each feature has its own qubit and its own factor cos²((x_i − y_i)/2).",
)
def differences_added(X, Y):
    return np.cos(np.sum(differences(X, Y), axis=2) / 2) ** 2


@misconception(
    "the distance of the rows used as an angle",
    "cos²(‖x − y‖/2) is right for one feature only. Each feature has its own factor cos²((x_i − y_i)/2).",
)
def distance_as_angle(X, Y):
    return np.cos(np.linalg.norm(differences(X, Y), axis=2) / 2) ** 2


@misconception(
    "only the first feature",
    "One factor was taken and the others left out, perhaps by a `return` inside the loop or by reading one qubit only.",
)
def first_feature_only(X, Y):
    return kernel(np.asarray(X)[:, :1], np.asarray(Y)[:, :1])


@misconception(
    "rows and columns exchanged",
    "Entry [i, j] belongs to row i of X and row j of Y, so the shape is (len(X), len(Y)). This is its transpose.",
)
def transposed(X, Y):
    return kernel(X, Y).T


@misconception(
    "rows compared in pairs",
    "Row i of X met only row i of Y, as `zip(X, Y)` or `X - Y` does. A kernel compares every row of X with every row of "
    "Y.",
)
def rows_in_pairs(X, Y):
    count = min(len(X), len(Y))
    return np.prod(np.cos((X[:count] - Y[:count]) / 2) ** 2, axis=1, keepdims=True)


@misconception(
    "the diagonal alone",
    "Row i of X met only row i of Y, and all other entries stayed 0. Use two loops, one inside the other, or "
    "broadcasting.",
)
def diagonal_only(X, Y):
    return kernel(X, Y) * np.eye(len(X), len(Y))


@misconception(
    "Y left out",
    "The rows of X were compared with each other. Compare the rows of X with the rows of Y; in training they are the "
    "same, in prediction they are not.",
)
def second_argument_ignored(X, Y):
    return kernel(X, Y) if len(X) == len(Y) == 1 else kernel(X, X)


@misconception(
    "one half of the matrix copied to the other",
    "Only the entries above the diagonal were computed and then mirrored. That is right for X = Y; with different rows, "
    "entry [j, i] is not entry [i, j], and the matrix need not even be square.",
)
def mirrored(X, Y):
    upper = np.triu(kernel(X, Y))
    size = min(upper.shape)
    upper[:size, :size] += np.triu(upper[:size, :size], 1).T
    return upper


@misconception(
    "the matrix flattened",
    "The numbers are right but they came in one long row. Shape them into (len(X), len(Y)).",
)
def flattened(X, Y):
    return kernel(X, Y).ravel()


@misconception(
    "a single row squeezed",
    "With a single row, an axis was lost, as `np.squeeze` does. The shape is (m, k) also where m or k is 1.",
)
def squeezed(X, Y):
    return np.squeeze(kernel(X, Y))
