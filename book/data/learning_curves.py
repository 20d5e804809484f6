"""Test accuracy against the number of training rows, for a circuit and its rivals (chapter 14).

Every model gets the same rows, and nothing but these: each has six settings, the best in three-fold
cross-validation on the training rows is trained again on all of them, ties to the first. Labels
come from four places: two half moons, pictures of digits (two principal components), a random
circuit of the same form, a random network. Ten seeds draw rows, makers of labels and starts. The
learning rate of each trained model was chosen beforehand, by cross-validation at 80 rows on three
other seeds, and is stored. ``python learning_curves.py`` takes some minutes of one core and writes
``learning_curves.json``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from itertools import product
from pathlib import Path
from time import process_time
from typing import Any

import classifier_twin as twin
import jax
import jax.numpy as jnp
import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.datasets import load_digits, make_moons
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.metrics.pairwise import rbf_kernel
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from threadpoolctl import threadpool_limits

SIZES = (10, 20, 40, 80, 160)
SEEDS = range(10)
RATE_SEEDS = range(100, 103)
RATES = (0.03, 0.1, 0.3)
STEPS, FOLDS, TEST = 200, 3, 1000
TASKS = ("moons", "one or eight", "made by a circuit", "made by a network")
LAYERS, UPLOADS = 6, (2, 4, 6)  # of the circuit; the layers that upload are the first ones
SCALES = (1.0, 0.5)  # of the features, for the circuit and for the trigonometric kernel
HEAD = (-3.0, 0.0)  # start of the scale and shift that make a logit of <Z>
WIDTHS, DECAYS = (6, 64), (1e-3, 1e-2, 0.0)
Rows = tuple[np.ndarray, np.ndarray]


def random_theta(seed: int) -> np.ndarray:
    """Angles (LAYERS, 2, 2) of two qubits, uniform on the circle."""
    return np.random.default_rng(seed).uniform(0, 2 * np.pi, (LAYERS, 2, 2))


def random_network(width: int, seed: int) -> dict[str, np.ndarray]:
    """Weights of a perceptron of two features, drawn as Glorot and Bengio do."""
    rng = np.random.default_rng(seed)
    return {
        "kernel": rng.uniform(-1, 1, (2, width)) * np.sqrt(6 / (2 + width)),
        "bias": np.zeros(width),
        "readout": rng.uniform(-1, 1, width) * np.sqrt(6 / (width + 1)),
        "shift": np.zeros(()),
    }


def circuit_labels(x: np.ndarray, seed: int) -> np.ndarray:
    """1 where <Z> of a random circuit, one of those to be trained, is above its median."""
    uploads = 1.0 * (jnp.arange(LAYERS) < UPLOADS[0])
    z = np.array(twin.circuit(jnp.array(random_theta(500 + seed)), x, uploads))
    return z > np.median(z)


def network_labels(x: np.ndarray, seed: int) -> np.ndarray:
    """1 where a random network of six neurons with large weights is above its median."""
    rng = np.random.default_rng(500 + seed)
    hidden = np.tanh(x @ rng.normal(0, 2, (2, 6)) + rng.normal(0, 1, 6))
    value = hidden @ rng.normal(size=6)
    return value > np.median(value)


def pool(task: str, seed: int) -> Rows:
    """All rows of a task: features (rows, d) and labels, 0 or 1."""
    count = SIZES[-1] + TEST
    if task == "moons":
        return make_moons(count, noise=0.2, random_state=seed)
    if task == "one or eight":
        x, y = load_digits(return_X_y=True)
        kept = (y == 1) | (y == 8)
        return x[kept], y[kept] == 8
    x = np.random.default_rng(seed).normal(size=(count, 2))
    return x, (circuit_labels if task == "made by a circuit" else network_labels)(x, seed)


def draw(task: str, seed: int, size: int) -> tuple[Rows, Rows]:
    """Rows to train and to test, standardised by the training rows; at most two components.

    The training rows of a larger size contain those of a smaller one; the test rows are the same.
    """
    x, y = pool(task, seed)
    order = np.random.default_rng(seed).permutation(len(y))
    x, y = x[order], y[order].astype(float)
    steps = [PCA(2, random_state=0), StandardScaler()] if x.shape[1] > 2 else [StandardScaler()]
    scaled = make_pipeline(*steps).fit(x[:size]).transform(x)
    last = slice(SIZES[-1], SIZES[-1] + TEST)
    return (scaled[:size], y[:size]), (scaled[last], y[last])


def folds(size: int) -> np.ndarray:
    """(FOLDS + 1, size) ones for the rows to train on; the last fold trains on all."""
    fold = np.arange(size) % FOLDS
    return np.array([fold != k for k in range(FOLDS)] + [np.ones(size, bool)], float)


def circuit_p(w: Any, x: jax.Array, setting: jax.Array) -> jax.Array:
    """p(1) of the circuit and its trained scale and shift; setting = (scale, decay, uploads)."""
    layers = jnp.arange(len(w["theta"]))
    z = twin.circuit(w["theta"], setting[0] * x, 1.0 * (layers < setting[2]))
    return jax.nn.sigmoid(w["head"][0] * z + w["head"][1])


def network_p(w: Any, x: jax.Array, setting: jax.Array) -> jax.Array:
    """p(1) of the network; setting = (scale, decay, not used)."""
    return jax.nn.sigmoid(twin.perceptron(w, setting[0] * x))


def trained(p: Callable[..., jax.Array], w: Any, x: Any, y: Any, mask: Any, setting: Any) -> Any:
    """Weights after Adam on the rows of the mask; setting = (scale, decay, uploads, rate)."""

    def loss(w: Any) -> jax.Array:
        chance = jnp.clip(p(w, x, setting), twin.CLIP, 1 - twin.CLIP)
        each = y * jnp.log(chance) + (1 - y) * jnp.log(1 - chance)
        penalty = sum(jnp.sum(w[k] ** 2) for k in ("kernel", "readout")) if "kernel" in w else 0.0
        return -jnp.sum(mask * each) / jnp.sum(mask) + setting[1] * penalty

    return twin.adam(loss, w, setting[3], STEPS)[0]


@cache
def compiled(p: Callable[..., jax.Array]) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """``trained`` for all settings, draws and folds at once; and which rows it gets right."""
    run = partial(trained, p)
    for axes in ((None, None, None, 0, None), (0, 0, 0, None, None), (None, None, None, None, 0)):
        run = jax.vmap(run, axes)

    def right(w: Any, x: jax.Array, y: jax.Array, setting: jax.Array) -> jax.Array:
        return ((p(w, x, setting) > 0.5) == y).astype(float)

    per_fold = jax.vmap(right, (0, None, None, None))
    return jax.jit(run), jax.jit(jax.vmap(jax.vmap(per_fold, (0, 0, 0, None)), (0, None, None, 0)))


def search(
    p: Callable[..., jax.Array],
    start: Any,
    settings: np.ndarray,
    draws: list[tuple[Rows, Rows]],
) -> dict[str, np.ndarray]:
    """Held-out, training and test accuracies, each (settings, draws), and weights of the last fold.

    ``start`` holds the starting weights of every draw along its first axis.
    """
    (x, y), (x_test, y_test) = (
        jax.tree.map(lambda *a: jnp.array(a), *part) for part in zip(*draws)
    )
    masks, settings = jnp.array(folds(x.shape[1])), jnp.array(settings)
    train, all_runs = compiled(p)
    w = train(start, x, y, masks, settings)  # (settings, draws, folds, ...)
    seen = np.array(all_runs(w, x, y, settings))  # (settings, draws, folds, rows)
    out = 1 - np.array(masks[:-1])
    last = jax.tree.map(lambda a: a[:, :, -1:], w)
    tested = np.array(all_runs(last, x_test, y_test, settings))
    return {
        "held out": (seen[:, :, :-1] * out).sum(axis=(2, 3)) / out.sum(),
        "train": seen[:, :, -1].mean(axis=2),
        "test": tested[:, :, 0].mean(axis=2),
        "weights": jax.tree.map(lambda a: np.array(a[:, :, 0]), last),
    }


class TrigonometricSVM(ClassifierMixin, BaseEstimator):
    """A support vector machine on the waves of a circuit: products of sines and cosines of k x_i.

    The kernel is the product over the features of a mean of cos k (x_i - y_i), k = 0 ... degree,
    higher k with less weight. No circuit is involved.
    """

    def __init__(self, scale: float = 1.0, penalty: float = 1.0, degree: int = 3) -> None:
        self.scale, self.penalty, self.degree = scale, penalty, degree

    def kernel(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        gaps = self.scale * (a[:, np.newaxis] - b)
        k = np.arange(1, self.degree + 1)
        weights = 1 - k / (self.degree + 1)
        waves = 1 + 2 * np.cos(gaps[..., np.newaxis] * k) @ weights
        return np.prod(waves / (1 + 2 * weights.sum()), axis=2)

    def fit(self, x: np.ndarray, y: np.ndarray) -> TrigonometricSVM:
        self.classes_, self.rows_ = np.unique(y), x
        self.machine_ = SVC(kernel="precomputed", C=self.penalty).fit(self.kernel(x, x), y)
        return self

    def predict(self, x: np.ndarray) -> np.ndarray:
        return self.machine_.predict(self.kernel(x, self.rows_))


class GaussianSVM(TrigonometricSVM):
    """The same machine with the Gaussian kernel."""

    def kernel(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        return rbf_kernel(a, b, gamma=self.scale)


MACHINES: dict[str, list[Any]] = {
    "line": [LogisticRegression(C=c) for c in (1, 0.1, 10, 0.01, 100, 1000)],
    "Gaussian kernel": [GaussianSVM(g, c) for c, g in product((10, 1, 1000), (0.5, 0.1))],
    "waves": [TrigonometricSVM(s, c, 3) for c, s in product((10, 1, 1000), SCALES)],
}


def constant(y: np.ndarray) -> bool:
    return len(np.unique(y)) < 2


def machine_accuracy(machine: Any, train: Rows, test: Rows) -> float:
    """Of a machine, or of the only class where the training rows have one."""
    if constant(train[1]):
        return float(np.mean(test[1] == train[1][0]))
    return float(machine.fit(*train).score(*test))


def search_machines(machines: list[Any], draws: list[tuple[Rows, Rows]]) -> dict[str, np.ndarray]:
    """As ``search``, for models of scikit-learn."""
    found: dict[str, list[list[float]]] = {"held out": [], "train": [], "test": []}
    for machine in machines:
        rows = []
        for train, test in draws:
            x, y = train
            masks = folds(len(y)).astype(bool)[:-1]
            held = [machine_accuracy(machine, (x[m], y[m]), (x[~m], y[~m])) for m in masks]
            sizes = (~masks).sum(axis=1)
            rows.append(
                (
                    np.dot(held, sizes) / sizes.sum(),
                    machine_accuracy(machine, train, train),
                    machine_accuracy(machine, train, test),
                )
            )
        for part, column in zip(found, zip(*rows)):
            found[part].append(list(column))
    return {part: np.array(values) for part, values in found.items()}


def chosen(found: dict[str, Any]) -> dict[str, list[float]]:
    """Training and test accuracy of the setting that did best on the rows held out."""
    best = np.round(found["held out"], 6).argmax(axis=0)
    places = best, np.arange(len(best))
    return {"setting": best.tolist()} | {
        part: np.round(found[part][places], 4).tolist() for part in ("train", "test")
    }


def circuit_search(draws: list[tuple[Rows, Rows]], seeds: range, rate: float) -> dict[str, Any]:
    settings = [(s, 0.0, u, rate) for u, s in product(UPLOADS, SCALES)]
    theta = jnp.array([random_theta(seed) for seed in seeds])
    start = {"theta": theta, "head": jnp.tile(jnp.array(HEAD), (len(theta), 1))}
    return search(circuit_p, start, np.array(settings), draws)


def network_search(draws: list[tuple[Rows, Rows]], seeds: range, rate: float) -> dict[str, Any]:
    settings = np.array([(1.0, decay, 0.0, rate) for decay in DECAYS])
    parts = []
    for width in WIDTHS:
        starts = [random_network(width, seed) for seed in seeds]
        start = jax.tree.map(lambda *a: jnp.array(a), *starts)
        found = search(network_p, start, settings, draws)
        parts.append({k: v for k, v in found.items() if k != "weights"})
    return {part: np.concatenate([found[part] for found in parts]) for part in parts[0]}


TRAINED = {"circuit": circuit_search, "network": network_search}


def best_rate(model: str, task: str) -> float:
    """The rate with the best held-out accuracy at 80 rows on the seeds kept for this."""
    draws = [draw(task, seed, 80) for seed in RATE_SEEDS]
    scores = [TRAINED[model](draws, RATE_SEEDS, r)["held out"].max(axis=0).mean() for r in RATES]
    return RATES[int(np.argmax(scores))]


def curves(task: str) -> dict[str, Any]:
    """All models at all sizes on one task."""
    rates = {model: best_rate(model, task) for model in TRAINED}
    result: dict[str, Any] = {"rates": rates, "models": {m: {} for m in (*TRAINED, *MACHINES)}}
    for size in SIZES:
        draws = [draw(task, seed, size) for seed in SEEDS]
        for model, run in TRAINED.items():
            found = run(draws, SEEDS, rates[model])
            result["models"][model][size] = chosen(found)
            if model == "circuit" and size == 40:
                best = chosen(found)["setting"]
                for part, weights in found["weights"].items():
                    kept = weights[best, np.arange(len(best))][:3]
                    result[f"{part} at 40"] = np.round(kept, 4).tolist()
        for model, machines in MACHINES.items():
            with threadpool_limits(1):
                result["models"][model][size] = chosen(search_machines(machines, draws))
        means = {m: f"{np.mean(r[size]['test']):.3f}" for m, r in result["models"].items()}
        print(f"{task:18} {size:4}", means, flush=True)
    return result


def main() -> None:
    begin = process_time()
    tasks = {task: curves(task) for task in TASKS}
    result = {
        "script": Path(__file__).name,
        "date": date.today().isoformat(),
        "seeds": list(SEEDS),
        "sizes": list(SIZES),
        "steps": STEPS,
        "tasks": tasks,
        "CPU seconds": round(process_time() - begin),
    }
    path = Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(result, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
