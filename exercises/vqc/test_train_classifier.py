"""`train_classifier(X, y, seed)`: a model that has learned, measured on rows that it never saw."""

import cirq
import numpy as np

from autograder import expect, points
from autograder.wire import CircuitTensor, Reference

HINTS = (
    "Four steps: build the model, compile it with an optimiser and the loss for probabilities, encode X, fit. Which qubits? `cirq.GridQubit.rect(1, X.shape[1])`.",
    'Three layers, `tf.keras.optimizers.Adam(0.1)`, `loss="binary_crossentropy"`, batches of 16 rows and 20 epochs reach the goal. `tf.random.set_seed(seed)` makes shuffling repeatable.',
    "`model.fit(encode_batch(X, qubits), y[:, None], batch_size=16, epochs=20, verbose=0)`, then return the model itself, not what `fit` returns.",
)
GOAL = 0.85
SAME = 1e-3  # trainings that share a seed agree within 1e-6, others differ by 0.01 or more
TRAINING_ROWS, TEST_ROWS = 80, 100
CALL = "model = train_classifier(X, y, seed)\nmodel(encode_batch(X_test, qubits))"


def split_by_line(rng):
    """Data of two classes on either side of a line, by at least 0.25; features in [−π/2, π/2]."""
    phi, offset = rng.uniform(0, 2 * np.pi), rng.uniform(-0.3, 0.3)
    normal = np.array([np.cos(phi), np.sin(phi)])

    def distance(X):
        d = X @ normal - offset
        return np.where(np.abs(d) > 0.25, d, 0)

    return drawn(rng, np.pi / 2, distance)


def chessboard(rng):
    """Data on a chessboard of fields π wide, shifted by chance; features in [−π, π]."""
    sign, first, step = rng.choice([-1, 1]), rng.uniform(0, np.pi), rng.uniform(0.25, 0.75)
    shift = np.array([first, first + step * np.pi])  # so that the features can't be exchanged

    def height(X):
        h = sign * np.prod(np.sin(X - shift), axis=1)
        return np.where(np.abs(h) > 0.2, h, 0)

    return drawn(rng, np.pi, height)


def drawn(rng, width, score):
    """Training rows, their labels, test rows, theirs: classes of equal size; rows of score 0 are left out."""
    rows = TRAINING_ROWS + TEST_ROWS
    X = rng.uniform(-width, width, (20 * rows, 2))
    classes = [X[score(X) < 0][: rows // 2], X[score(X) > 0][: rows // 2]]
    order = rng.permutation(rows)
    X, y = np.concatenate(classes)[order], np.repeat([0, 1], rows // 2)[order]
    return X[:TRAINING_ROWS], y[:TRAINING_ROWS], X[TRAINING_ROWS:], y[TRAINING_ROWS:]


def trained(learner, X, y, seed):
    """The learner's model, trained."""
    model = learner.train_classifier(X, y, seed)
    keras = isinstance(model, Reference) and not model.type_name.endswith("History")
    sentence = "The trained Keras model itself must be returned."
    expect.that(keras, sentence, model, "tf.keras.Model")
    return model


def probabilities(learner, model, X):
    """What the model says of the rows of X, shape (batch,)."""
    qubits = cirq.GridQubit.rect(1, 2)
    circuits = [cirq.Circuit(cirq.ry(a)(q) for a, q in zip(row, qubits)) for row in X]
    p = np.asarray(learner.invoke(model, CircuitTensor((len(X),), tuple(circuits))))
    if p.shape != (len(X), 1):
        fail(f"The model gave the shape {p.shape}.", p[:5], f"an array of shape ({len(X)}, 1)")
    if not np.all((p >= -1e-6) & (p <= 1 + 1e-6)):
        fail("The model must give probabilities of class 1, within [0, 1].", p[:5], "probabilities")
    return p[:, 0]


def fail(sentence, got, wanted):
    wanted = wanted if isinstance(wanted, str) else expect.shown(wanted)
    raise expect.Mismatch(sentence, expect.Case(expect.shown(got), wanted, call=CALL))


def expect_learned(p, y):
    """The probabilities decide at least 85 of 100 rows rightly; if not, how they fail."""
    accuracy = np.mean((p >= 0.5) == y)
    if accuracy >= GOAL:
        return
    sentence = f"The model is right on {accuracy:.0%} of the rows that it never saw. "
    fail(sentence + _how_it_fails(p, y, accuracy), accuracy, f"{GOAL} or more")


def _how_it_fails(p, y, accuracy):
    if np.ptp(p) < 0.1:
        return "It says nearly the same of every row: do the labels have the shape of the model's output?"
    if accuracy <= 1 - GOAL:
        return "It has learned the opposite: what does a label of 1 mean to your loss?"
    if np.all(y[p >= 0.5] == 1) or np.all(y[p < 0.5] == 0):
        return "One class is found and the other missed: is the output a probability, with its threshold at 0.5?"
    return "Was the model that you return the one that was trained, on circuits of X as it comes, long enough, and with enough layers?"


@points(2, seconds=60)
def test_it_learns_a_line(learner, rng):
    """Trained on 80 rows that a line separates, it is right on at least 85 % of 100 rows that it never saw."""
    X, y, X_test, y_test = split_by_line(rng)
    model = trained(learner, X, y, int(rng.integers(1000)))
    expect_learned(probabilities(learner, model, X_test), y_test)


@points(1, seconds=60)
def test_the_seed_repeats_the_training(learner, rng):
    """Equal data and equal seeds give models that agree."""
    X, y, X_test, y_test = split_by_line(rng)
    seed = int(rng.integers(1000))
    first, rows = trained(learner, X, y, seed), rng.uniform(-np.pi, np.pi, (40, 2))
    expect_learned(probabilities(learner, first, X_test), y_test)
    p = probabilities(learner, first, rows)  # beyond the data, where two good models differ most
    again = probabilities(learner, trained(learner, X, y, seed), rows)
    sentence = "Trained again with the same data and seed, the model gives other probabilities: do weights and shuffling follow the seed?"
    if not np.allclose(again, p, atol=SAME):
        fail(sentence, again[:5], p[:5])


@points(2, seconds=60)
def test_it_learns_what_no_line_separates(learner, rng):
    """Trained on 80 rows of a chessboard, it is right on at least 85 % of 100 rows that it never saw."""
    X, y, X_test, y_test = chessboard(rng)
    model = trained(learner, X, y, int(rng.integers(1000)))
    expect_learned(probabilities(learner, model, X_test), y_test)
