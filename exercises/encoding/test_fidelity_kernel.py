"""`fidelity_kernel(X, Y)`: |⟨φ(x)|φ(y)⟩|² for each row x of X and each row y of Y."""

import numpy as np

from autograder import expect, points

HINTS = (
    "The encoded state is a product of one-qubit states, so the overlap of two of them is a product of one-qubit "
    "overlaps. What is the overlap of R_y(a)|0⟩ and R_y(b)|0⟩?",
    "One feature contributes cos²((a − b)/2). The kernel multiplies these factors over the features, for every row of X "
    "with every row of Y: broadcasting `X[:, None, :] - Y[None, :, :]` has the shape (m, k, d).",
    "`np.prod(np.cos((X[:, None, :] - Y[None, :, :]) / 2) ** 2, axis=2)`.",
)


def overlaps(X, Y):
    """The fidelities of the state vectors ⊗ (cos(x_i/2), sin(x_i/2)) of all pairs of rows."""

    def states(rows):
        vectors = np.ones((len(rows), 1))
        for column in rows.T:
            qubit = np.stack([np.cos(column / 2), np.sin(column / 2)], axis=1)
            vectors = (vectors[:, :, np.newaxis] * qubit[:, np.newaxis, :]).reshape(len(rows), -1)
        return vectors

    return np.abs(states(X) @ states(Y).T) ** 2


def expect_kernel(learner, X, Y):
    """The learner's kernel of the rows of X and Y has the right shape and values."""
    X, Y = np.array(X, dtype=float), np.array(Y, dtype=float)
    expect.close(learner.fidelity_kernel(X, Y), overlaps(X, Y), what="The kernel")


@points(0.75)
def test_one_feature_gives_the_fidelity_of_two_qubits(learner, rng):
    """For one row each and one feature, the kernel is |⟨φ(x)|φ(y)⟩|², an array of shape (1, 1)."""
    expect_kernel(learner, [[0.4]], [[1.7]])
    expect_kernel(learner, [[-1.5]], [[2.5]])
    for x, y in rng.uniform(-3, 3, (3, 2)):
        expect_kernel(learner, [[x]], [[y]])


@points(1)
def test_features_multiply(learner, rng):
    """For several features, the fidelity is that of the whole states."""
    expect_kernel(learner, [[2.0, 1.1]], [[-2.5, 0.2]])
    expect_kernel(learner, [[0.5, -0.3, 1.0]], [[1.0, 0.3, 0.5]])
    for d in (2, 3, 5):
        expect_kernel(learner, rng.uniform(-1, 1, (1, d)), rng.uniform(-1, 1, (1, d)))


@points(0.75)
def test_every_row_meets_every_row(learner, rng):
    """Entry [i, j] compares row i of X with row j of Y: the shape is (m, k)."""
    expect_kernel(learner, [[0.1], [0.7]], [[1.5], [2.9]])
    for m, k, d in ((2, 3, 1), (3, 2, 2), (1, 4, 3), (4, 1, 2)):
        expect_kernel(learner, rng.uniform(-1.5, 1.5, (m, d)), rng.uniform(-1.5, 1.5, (k, d)))


@points(0.5)
def test_equal_states_have_fidelity_one(learner, rng):
    """A row and itself, or itself with full turns added, have fidelity 1; opposite states have 0."""
    X = rng.uniform(-1, 1, (3, 2))
    expect_kernel(learner, X, X)
    expect_kernel(learner, X, X + 2 * np.pi * np.array([1, -2]))
    expect_kernel(learner, X, X + np.array([0, np.pi]))
