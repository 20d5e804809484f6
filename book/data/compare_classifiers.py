"""Compare a variational quantum classifier with classical models on four data sets (chapter 10).

Every model gets the same 120 training rows and the same budget for tuning: six candidates, the best
on 60 further rows, ties to the first. It is then judged once, on the rows that are left. Twenty
seeds draw, or shuffle, the data and start the training. The candidates were chosen on the
validation rows of seeds 0 to 4, which are none of the twenty. ``python compare_classifiers.py``
takes about eight minutes of one core and writes ``compare_classifiers.json``. Accuracies come out
again on another machine but for single rows; the times, and with them the width of the network that
takes as long as the circuit, are those of the machine.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import classifier_twin as twin
import jax
import jax.numpy as jnp
import numpy as np
from sklearn.datasets import load_breast_cancer, load_digits, make_circles, make_moons
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from threadpoolctl import threadpool_limits

TRAIN, VALIDATE, STEPS = 120, 60, 300
SEEDS = range(10, 30)
LAYERS = {2: 6, 4: 4}  # of the circuit, for each number of features
HIDDEN = {2: 6, 4: 5}  # neurons: as many weights as the circuit has angles, within one
WIDTHS = (64, 128, 256, 512, 1024, 2048, 4096)
SCALES, DECAYS = (0.5, 1.0), (1e-3, 0.0)
RATES, RATES_WIDE = (0.03, 0.1, 0.3), (0.003, 0.01, 0.03)
PENALTIES = (1, 100, 10_000)
DATASETS = ("cancer", "digits", "moons", "circles")
Rows = tuple[np.ndarray, np.ndarray]


def pool(name: str, seed: int) -> Rows:
    """All rows of a data set: features (rows, d) and labels 0 or 1."""
    if name == "moons":
        return make_moons(580, noise=0.2, random_state=seed)
    if name == "circles":
        return make_circles(580, noise=0.1, factor=0.6, random_state=seed)
    if name == "cancer":
        return load_breast_cancer(return_X_y=True)
    x, y = load_digits(return_X_y=True)
    kept = (y == 1) | (y == 8)
    return x[kept], (y[kept] == 8).astype(int)


def draw(name: str, seed: int) -> tuple[Rows, Rows, Rows]:
    """Rows to train, to validate and to test, standardised; at most four principal components."""
    x, y = pool(name, seed)
    order = np.random.default_rng(seed).permutation(len(y))
    x, y = x[order], y[order].astype(float)
    steps = [StandardScaler(), PCA(4), StandardScaler()] if x.shape[1] > 4 else [StandardScaler()]
    x = make_pipeline(*steps).fit(x[:TRAIN]).transform(x)
    cuts = [TRAIN, TRAIN + VALIDATE]
    return tuple(zip(np.split(x, cuts), np.split(y, cuts)))


@dataclass(frozen=True)
class Trained:
    """A model trained by Adam. Its candidates are (scale of x, learning rate, weight decay)."""

    probability: Callable[[Any, jax.Array], jax.Array]
    start: Callable[[int], Any]
    candidates: list[tuple[float, float, float]]

    def loss(self, w: Any, x: jax.Array, y: jax.Array, decay: jax.Array) -> jax.Array:
        """Cross-entropy; weights that multiply, but no angles and offsets, decay."""
        penalty = sum(jnp.sum(w[k] ** 2) for k in ("kernel", "readout")) if "kernel" in w else 0
        return twin.cross_entropy(self.probability(w, x), y) + decay * penalty

    def search(self, draws: list[tuple[Rows, Rows, Rows]], seeds: range) -> dict[str, Any]:
        """Train every candidate on every draw at once; judge the best of each draw."""
        rows = [jax.tree.map(lambda *a: jnp.array(a, float), *part) for part in zip(*draws)]
        (x, y), validate, test = rows
        start = jax.tree.map(lambda *a: jnp.array(a, float), *map(self.start, seeds))
        settings = tuple(jnp.array(self.candidates).T)

        def fit(w, x, y, setting):
            scale, rate, decay = setting
            return twin.adam(lambda w: self.loss(w, scale * x, y, decay), w, rate, STEPS)

        def accuracy(w, rows, setting):
            return jnp.mean((self.probability(w, setting[0] * rows[0]) > 0.5) == rows[1])

        both = jax.vmap(jax.vmap(fit, (0, 0, 0, None)), (None, None, None, 0))
        compiled = jax.jit(both).lower(start, x, y, settings).compile()
        begin = process_time()
        w, losses = jax.block_until_ready(compiled(start, x, y, settings))
        seconds = process_time() - begin
        score = jax.jit(jax.vmap(jax.vmap(accuracy, (0, 0, None)), (0, None, 0)))
        return chosen(
            np.array(score(w, validate, settings)), np.array(score(w, test, settings)), seconds
        ) | {"weights": w, "steps": losses.size}


def chosen(validated: np.ndarray, tested: np.ndarray, seconds: float) -> dict[str, Any]:
    """The test accuracies of the candidates, both (candidates, draws), that validated best."""
    best = validated.argmax(axis=0)
    test = tested[best, np.arange(len(best))]
    return {"test": test, "candidate": best, "seconds": seconds / len(best)}


def search_machines(draws: list[tuple[Rows, Rows, Rows]], machines: list[Any]) -> dict[str, Any]:
    """Fit every candidate of a scikit-learn model to every draw; judge the best of each draw."""
    with threadpool_limits(1):
        begin = process_time()
        fitted = [[machine().fit(*train) for train, _, _ in draws] for machine in machines]
        seconds = process_time() - begin
    parts = [
        np.array([[m.score(*rows[part]) for m, rows in zip(row, draws)] for row in fitted])
        for part in (1, 2)
    ]
    return chosen(*parts, seconds)


@jax.jit
def encode(x: jax.Array) -> jax.Array:
    """States (rows, 2**n) after two uploads of each row by R_y, a ladder of CNOTs in between."""
    rows, n = x.shape
    state, zero = twin.start_state(n, rows, complex), jnp.zeros(rows)
    for upload in range(2):
        for i in range(n):
            state = twin.turn(state, i, twin.block(x[:, i], zero, zero))
        state = state[twin.ladder(n)] if upload == 0 else state
    return state.T


@dataclass
class FidelitySVM:
    """A support vector machine whose kernel is the fidelity of two encoded rows."""

    scale: float
    penalty: float
    machine: SVC = field(init=False)
    states: jax.Array = field(init=False)

    def fit(self, x: np.ndarray, y: np.ndarray) -> FidelitySVM:
        self.states = encode(self.scale * x)
        self.machine = SVC(kernel="precomputed", C=self.penalty).fit(self.kernel(self.states), y)
        return self

    def kernel(self, states: jax.Array) -> np.ndarray:
        return np.abs(np.array(states) @ np.array(self.states).conj().T) ** 2

    def score(self, x: np.ndarray, y: np.ndarray) -> float:
        return self.machine.score(self.kernel(encode(self.scale * x)), y)


MACHINES = {
    "linear": [lambda C=C: LogisticRegression(C=C) for C in (0.01, 0.1, 1, 10, 100, 1000)],
    "RBF SVM": [lambda C=C, g=g: SVC(C=C, gamma=g) for g in (0.2, 1) for C in PENALTIES],
    "fidelity SVM": [lambda C=C, s=s: FidelitySVM(s, C) for s in (0.25, 0.5) for C in PENALTIES],
}


def quantum(run: Callable[..., jax.Array], n: int, uploads: np.ndarray) -> Trained:
    """A circuit as a classifier: p(1) = (1 - <Z>) / 2, angles from all around the circle."""
    candidates = [(scale, rate, 0.0) for scale in SCALES for rate in RATES]
    shape = (LAYERS[n], n, 2)
    return Trained(
        lambda w, x: (1 - run(w["theta"], x, uploads)) / 2,
        lambda seed: {"theta": np.random.default_rng(seed).uniform(0, 2 * np.pi, shape)},
        candidates,
    )


def network(n: int, width: int, rates: tuple[float, ...]) -> Trained:
    """A perceptron with one hidden layer, started as Glorot and Bengio do."""

    def start(seed: int) -> dict[str, np.ndarray]:
        rng = np.random.default_rng(seed)
        kernel = rng.uniform(-1, 1, (n, width)) * np.sqrt(6 / (n + width))
        readout = rng.uniform(-1, 1, width) * np.sqrt(6 / (width + 1))
        return {
            "kernel": kernel,
            "bias": np.zeros(width),
            "readout": readout,
            "shift": np.zeros(()),
        }

    candidates = [(1.0, rate, decay) for decay in DECAYS for rate in rates]
    return Trained(lambda w, x: jax.nn.sigmoid(twin.perceptron(w, x)), start, candidates)


def milliseconds(found: dict[str, Any], draws: int) -> float:
    """CPU time of one step of one run."""
    return 1000 * found["seconds"] * draws / found["steps"]


def equally_slow(
    draws: list[tuple[Rows, Rows, Rows]], seeds: range, limit: float
) -> dict[str, Any]:
    """The widest network of ``WIDTHS`` whose step takes no longer than ``limit`` milliseconds."""
    n, widest = draws[0][0][0].shape[1], None
    for width in WIDTHS:
        found = network(n, width, RATES_WIDE).search(draws, seeds) | {"width": width}
        if widest and milliseconds(found, len(draws)) > limit:
            break
        widest = found
    return widest


def compare(name: str, seeds: range) -> dict[str, Any]:
    """All models on one data set."""
    draws = [draw(name, seed) for seed in seeds]
    n = draws[0][0][0].shape[1]
    every, first = np.ones(LAYERS[n]), np.eye(LAYERS[n])[0]
    found = {
        "majority": {"test": [max(y.mean(), 1 - y.mean()) for _, _, (_, y) in draws]},
        **{model: search_machines(draws, machines) for model, machines in MACHINES.items()},
        "VQC": quantum(twin.circuit, n, every).search(draws, seeds),
        "VQC, one upload": quantum(twin.circuit, n, first).search(draws, seeds),
        "VQC, one qubit": quantum(twin.one_qubit, n, every).search(draws, seeds),
        "VQC, dephased": quantum(twin.dephased_circuit, n, every).search(draws, seeds),
        "MLP, equal size": network(n, HIDDEN[n], RATES).search(draws, seeds),
    }
    limit = milliseconds(found["VQC"], len(draws))
    found["MLP, equal time"] = equally_slow(draws, seeds, limit)
    return {"features": n, "width": found["MLP, equal time"].pop("width"), "models": found}


def stored(comparison: dict[str, Any], seeds: range) -> dict[str, Any]:
    """What is kept: numbers only, with the trained angles of the classifier and its scale of x."""
    for model, found in comparison["models"].items():
        weights, steps = found.pop("weights", None), found.pop("steps", None)
        if steps:
            found["milliseconds per step"] = round(1000 * found["seconds"] * len(seeds) / steps, 4)
        if model == "VQC":
            theta = np.array(weights["theta"])[found["candidate"], np.arange(len(seeds))]
            comparison["angles"] = theta.round(4).tolist()
            comparison["scales"] = [SCALES[c // len(RATES)] for c in found["candidate"]]
        found["test"] = np.round(np.float64(found["test"]), 4).tolist()
        if "candidate" in found:
            found["candidate"] = found["candidate"].tolist()
            found["seconds"] = round(found["seconds"], 4)
    return comparison


def main() -> None:
    begin = process_time()
    result: dict[str, Any] = {
        "script": Path(__file__).name,
        "date": date.today().isoformat(),
        "seeds": list(SEEDS),
        "rows": {"train": TRAIN, "validate": VALIDATE},
        "steps": STEPS,
        "data": {},
    }
    for name in DATASETS:
        result["data"][name] = stored(compare(name, SEEDS), SEEDS)
        for model, found in result["data"][name]["models"].items():
            print(f"{name:8} {model:16} {np.mean(found['test']):.3f}", flush=True)
    result["CPU seconds"] = round(process_time() - begin)
    path = Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(result, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
