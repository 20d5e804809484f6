"""`encode_batch(X, qubits)`: the rows' feature maps as one tensor of serialised circuits."""

import cirq
import numpy as np

from autograder import expect, points
from autograder.wire import CircuitTensor

HINTS = (
    "A tensor can't hold circuits, but it can hold strings: which function of TensorFlow Quantum turns a list of circuits into strings?",
    "Build one circuit a row with `feature_map(row, qubits)`, collect them in a list, then convert the whole list at once.",
    "`tfq.convert_to_tensor([feature_map(row, qubits) for row in X])`. For no rows at all, `tf.zeros((0,), tf.string)` is a tensor of no strings.",
)


def encoded(x):
    """The state ⊗ (cos(x_i/2), sin(x_i/2)), shape (2**n,)."""
    state = np.ones(1)
    for angle in x:
        state = np.kron(state, [np.cos(angle / 2), np.sin(angle / 2)])
    return state


def line(n):
    return cirq.GridQubit.rect(1, n)


def expect_batch(value, X, qubits, *, strictly=True):
    """A string tensor of one encoded circuit a row, in the rows' order; strictly, of one dimension."""
    if not isinstance(value, CircuitTensor):
        got = expect.Case(f"{type(value).__name__}: {expect.shown(value)}", "a tensor of strings")
        raise expect.Mismatch("A tensor of serialised circuits must be returned.", got)
    shape = value.shape if strictly else (len(value.circuits),)
    if shape != (len(X),):
        case = expect.Case(str(value.shape), str((len(X),)))
        raise expect.Mismatch(
            "The tensor must hold one circuit a row of X, in one dimension.", case
        )
    for circuit, row in zip(value.circuits, X):
        expect.state(circuit, qubits, encoded(row))


@points(1)
def test_a_batch_becomes_a_tensor_of_circuits(learner, rng):
    """Each row of X becomes one serialised circuit, in the order of the rows."""
    for batch, n in ((1, 1), (3, 2), (2, 3)):
        X = rng.uniform(-3, 3, (batch, n))
        expect_batch(learner.encode_batch(X, line(n)), X, line(n))


@points(0.5)
def test_qubits_may_lie_anywhere(learner, rng):
    """Column i of X belongs to qubit i of the list, wherever that qubit lies; a 0 keeps its qubit."""
    qubits = [cirq.GridQubit(2, 1), cirq.GridQubit(0, 3), cirq.GridQubit(1, 1)]
    X = rng.uniform(0.3, 3, (4, 3))
    X[1, 2] = X[3, 0] = 0
    expect_batch(learner.encode_batch(X, qubits), X, qubits, strictly=False)


@points(0.5)
def test_batches_of_unusual_size(learner, rng):
    """Many rows, and rows that repeat, all get their circuit; no rows give a tensor of shape (0,)."""
    X = rng.uniform(-3, 3, (12, 2))
    X[5:8] = X[0]
    expect_batch(learner.encode_batch(X, line(2)), X, line(2))
    empty = learner.encode_batch(np.zeros((0, 2)), line(2))
    shape = empty.shape if isinstance(empty, CircuitTensor | np.ndarray) else None
    expect.that(
        shape == (0,), "An empty batch must give a tensor of shape (0,).", empty, "shape (0,)"
    )
