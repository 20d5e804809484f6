"""What the circuit in the middle of a hybrid model is worth (chapter 9).

A dense layer makes four numbers of eight features, a *middle* makes four numbers of those, a dense
layer makes a logit. The middle is a circuit, or what may take its place. Every model gets the same
120 training rows, 300 steps of Adam on all of them, and six candidates to choose from by 60 further
rows, ties to the first; it is judged once, on the rows that are left. Ten seeds shuffle the rows
and draw the starting weights. ``python compare_hybrids.py`` takes a few minutes of one core and
writes ``compare_hybrids.json``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

TRAIN, VALIDATE, STEPS, FEATURES, WIDTH, LAYERS = 120, 60, 300, 8, 4, 2
SEEDS = range(10)
DATASETS = ("6 or 9", "3 or 8", "even or odd")
RATES, DECAYS = (0.01, 0.03, 0.1), (1e-3, 0.0)
WIDTHS = (32, 64, 128, 256, 512, 1024, 2048)
Weights = dict[str, Any]
Rows = tuple[np.ndarray, np.ndarray]


def pool(name: str) -> Rows:
    """All rows of a task on scikit-learn's digits: pixels (rows, 64) and labels 0 or 1."""
    x, y = load_digits(return_X_y=True)
    if name == "even or odd":
        return x, y % 2
    first, second = int(name[0]), int(name[-1])
    kept = (y == first) | (y == second)
    return x[kept], (y[kept] == second).astype(int)


def draw(name: str, seed: int) -> tuple[Rows, Rows, Rows]:
    """Rows to train, validate and test: eight components, scaled on the training rows."""
    x, y = pool(name)
    order = np.random.default_rng(seed).permutation(len(y))
    scale = make_pipeline(StandardScaler(), PCA(FEATURES, svd_solver="full"), StandardScaler())
    scale.fit(x[order[:TRAIN]])
    cuts = [TRAIN, TRAIN + VALIDATE]
    x, y = scale.transform(x[order]), y[order].astype(float)
    return tuple(zip(np.split(x, cuts), np.split(y, cuts)))


def turn(state: jax.Array, qubit: int, gate: tuple[jax.Array, ...]) -> jax.Array:
    """A state (2**n, batch) after a gate on one qubit, given by its entries 00, 01, 10, 11."""
    halves = state.reshape(2**qubit, 2, -1, state.shape[-1])
    zero, one = halves[:, 0], halves[:, 1]
    turned = (gate[0] * zero + gate[1] * one, gate[2] * zero + gate[3] * one)
    return jnp.stack(turned, axis=1).reshape(state.shape)


def r_y(angle: jax.Array) -> tuple[jax.Array, ...]:
    """The entries of R_y; angle in radians."""
    cos, sin = jnp.cos(angle / 2), jnp.sin(angle / 2)
    return cos, -sin, sin, cos


def r_z(angle: jax.Array) -> tuple[jax.Array, ...]:
    """The entries of R_z; angle in radians."""
    phase = jnp.exp(-0.5j * angle)
    return phase, jnp.zeros_like(phase), jnp.zeros_like(phase), phase.conj()


def bits(num_qubits: int) -> np.ndarray:
    """The bits of each basis state, (2**n, n), qubit 0 first."""
    return (np.arange(2**num_qubits)[:, np.newaxis] >> np.arange(num_qubits)[::-1]) & 1


def ladder(num_qubits: int) -> np.ndarray:
    """For each basis state, the one that the CNOTs 0 to 1, 1 to 2, ... carry to it."""
    places = 1 << np.arange(num_qubits)[::-1]
    return np.argsort((np.cumsum(bits(num_qubits), axis=1) % 2) @ places)


def circuit(theta: jax.Array, x: jax.Array) -> jax.Array:
    """<Z> of each qubit, (batch, n): R_y(x), then layers of R_z, R_y and a ladder of CNOTs.

    Args:
        theta: (2, layers, n) angles of R_z and R_y, in radians.
        x: (batch, n) angles.
    """
    _, num_layers, n = theta.shape
    state = jnp.zeros((2**n, len(x)), complex).at[0].set(1)
    for i in range(n):
        state = turn(state, i, r_y(x[:, i]))
    for layer in range(num_layers):
        for i in range(n):
            state = turn(turn(state, i, r_z(theta[0, layer, i])), i, r_y(theta[1, layer, i]))
        state = state[ladder(n)]
    return (jnp.abs(state) ** 2).T @ (1 - 2.0 * bits(n))


MIDDLES: dict[str, Callable[[Weights, jax.Array], jax.Array]] = {
    "trained circuit": lambda w, h: circuit(w["theta"], h),
    "frozen circuit": lambda w, h: circuit(jax.lax.stop_gradient(w["theta"]), h),
    "dense layer": lambda w, h: jnp.tanh(jnp.tanh(h) @ w["inner"] + w["inner bias"]),
    "cosine": lambda w, h: jnp.cos(h),
    "tanh": lambda w, h: jnp.tanh(h),
    "nothing": lambda w, h: h,
}


def glorot(rng: np.random.Generator, rows: int, columns: int) -> np.ndarray:
    """Starting weights of a dense layer, (rows, columns)."""
    return rng.uniform(-1, 1, (rows, columns)) * np.sqrt(6 / (rows + columns))


def start(seed: int, width: int = WIDTH) -> Weights:
    """Starting weights of every middle; each uses its own."""
    rng = np.random.default_rng(seed)
    return {
        "kernel": glorot(rng, FEATURES, width),
        "bias": np.zeros(width),
        "theta": rng.uniform(0, 2 * np.pi, (2, LAYERS, WIDTH)),
        "inner": glorot(rng, WIDTH, WIDTH),
        "inner bias": np.zeros(WIDTH),
        "readout": glorot(rng, width, 1)[:, 0],
        "shift": np.zeros(()),
    }


def logit(middle: Callable[..., jax.Array], w: Weights, x: jax.Array) -> jax.Array:
    """Dense, middle, dense."""
    return middle(w, x @ w["kernel"] + w["bias"]) @ w["readout"] + w["shift"]


def loss(middle: Callable[..., jax.Array], w: Weights, x: Any, y: Any, decay: Any) -> jax.Array:
    """Mean cross-entropy; the dense layers' weights decay, angles and biases do not."""
    z = logit(middle, w, x)
    penalty = sum(jnp.sum(w[name] ** 2) for name in ("kernel", "inner", "readout"))
    return jnp.mean(jnp.logaddexp(0, z) - y * z) + decay * penalty


def adam(slopes: Callable[[Weights], Weights], w: Weights, rate: Any) -> Weights:
    """Adam with its usual constants."""
    tree = jax.tree.map

    def step(carry: tuple, t: jax.Array) -> tuple[tuple, None]:
        w, mean, square = carry
        g = slopes(w)
        mean = tree(lambda m, g: 0.9 * m + 0.1 * g, mean, g)
        square = tree(lambda s, g: 0.999 * s + 0.001 * g**2, square, g)
        size = rate * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
        w = tree(lambda w, m, s: w - size * m / (jnp.sqrt(s) + 1e-7), w, mean, square)
        return (w, mean, square), None

    zero = tree(jnp.zeros_like, w)
    return jax.lax.scan(step, (w, zero, zero), jnp.arange(1.0, STEPS + 1))[0][0]


def search(middle: Callable[..., jax.Array], starts: list[Weights], draws: list) -> dict[str, Any]:
    """Train all candidates on all draws at once; judge the best of each draw."""
    (x, y), validate, test = (jax.tree.map(lambda *a: jnp.array(a), *part) for part in zip(*draws))
    settings = tuple(jnp.array([(r, d) for d in DECAYS for r in RATES]).T)
    w = jax.tree.map(lambda *a: jnp.array(a, float), *starts)

    def fit(w: Weights, x: jax.Array, y: jax.Array, setting: tuple) -> Weights:
        rate, decay = setting
        return adam(jax.grad(lambda w: loss(middle, w, x, y, decay)), w, rate)

    both = jax.vmap(jax.vmap(fit, (0, 0, 0, None)), (None, None, None, 0))
    compiled = jax.jit(both).lower(w, x, y, settings).compile()
    begin = process_time()
    w = jax.block_until_ready(compiled(w, x, y, settings))
    runs = len(RATES) * len(DECAYS) * len(draws)
    cost = 1000 * (process_time() - begin) / STEPS / runs
    right = jax.vmap(lambda w, x, y: jnp.mean((logit(middle, w, x) > 0) == y))
    validated, tested = (jax.vmap(right, (0, None, None))(w, *part) for part in (validate, test))
    best = np.array(validated).argmax(axis=0)
    return {
        "test": np.array(tested)[best, np.arange(len(best))],
        "candidate": best,
        "weights": jax.tree.map(lambda a: a[best[0], 0], w),
        "milliseconds": cost,
    }


def machines(candidates: list[Any], draws: list) -> dict[str, Any]:
    """Fit every candidate of a scikit-learn model to every draw; judge the best of each draw."""
    fitted = [[make().fit(*train) for train, _, _ in draws] for make in candidates]
    validated, tested = (
        np.array([[m.score(*rows[part]) for m, rows in zip(row, draws)] for row in fitted])
        for part in (1, 2)
    )
    best = validated.argmax(axis=0)
    return {"test": tested[best, np.arange(len(best))], "candidate": best}


def equally_slow(draws: list, limit: float) -> int:
    """The widest network whose step takes no longer than ``limit`` milliseconds."""
    fitting = WIDTHS[0]
    for width in WIDTHS:
        few = search(MIDDLES["tanh"], [start(seed, width) for seed in SEEDS[:2]], draws[:2])
        if few["milliseconds"] > limit:
            break
        fitting = width
    return fitting


def compare(name: str) -> dict[str, Any]:
    """All models on one data set."""
    draws = [draw(name, seed) for seed in SEEDS]
    starts = [start(seed) for seed in SEEDS]
    linear = [partial(LogisticRegression, C=c) for c in (0.01, 0.1, 1, 10, 100, 1000)]
    kernel = [partial(SVC, C=c, gamma=g) for g in (0.03, 0.2) for c in (1, 10, 100)]
    found = {
        "majority": {"test": [max(y.mean(), 1 - y.mean()) for _, _, (_, y) in draws]},
        "linear": machines(linear, draws),
        "kernel": machines(kernel, draws),
        **{middle: search(function, starts, draws) for middle, function in MIDDLES.items()},
    }
    width = equally_slow(draws, found["trained circuit"]["milliseconds"])
    wide = [start(seed, width) for seed in SEEDS]
    found["equal time"] = search(MIDDLES["tanh"], wide, draws)
    return {"width": width, "models": {k: stored(k, f) for k, f in found.items()}}


def stored(model: str, found: dict[str, Any]) -> dict[str, Any]:
    """Plain rounded numbers; weights of the hybrid's first seed only."""
    kept = {"test": np.round(np.float64(found["test"]), 4).tolist()}
    if "candidate" in found:
        kept["candidate"] = found["candidate"].tolist()
    if "milliseconds" in found:
        kept["milliseconds"] = round(found["milliseconds"], 4)
    if model == "trained circuit":
        weights = {k: a for k, a in found["weights"].items() if not k.startswith("inner")}
        kept["weights"] = {k: np.round(np.float64(a), 5).tolist() for k, a in weights.items()}
    print(f"  {model:16} {np.mean(kept['test']):.3f}", flush=True)
    return kept


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
        print(name, flush=True)
        result["data"][name] = compare(name)
    result["CPU seconds"] = round(process_time() - begin)
    path = Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(result, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
