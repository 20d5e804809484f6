"""Compare layerwise learning with training all layers at once, for 8 qubits (chapter 12).

The task is to tell the handwritten digits 3 and 8 apart by eight principal components. A circuit of
20 layers (a rotation about a random axis on every qubit, then a ladder of CZ) is trained in five
ways with the same number of shots, counted as a device with the parameter-shift rule would need
them. Eight seeds draw the rows, the axes and the starts; each way gets the same three learning
rates, and the best on 60 validation rows is judged once, on the rows that are left. Shots are
emulated: values are drawn from the binomial distribution, and slopes get normal noise with the
largest variance that so many shots can cause. ``python compare_layerwise.py`` takes about ten
minutes of one core and writes ``compare_layerwise.json``. Errors of single seeds may differ on
another machine, since rounding adds up in training.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

PAULIS = np.array([[[0, 1], [1, 0]], [[0, -1j], [1j, 0]], [[1, 0], [0, -1]]], np.complex64)
QUBITS, LAYERS, SEEDS = 8, 20, range(10, 18)
TRAIN, VALIDATE, BATCH, STEPS = 100, 60, 20, 60
MARKS, SHOTS = 10, 10
RATES = (0.05, 0.1, 0.2)
SETTINGS = {"first component": True, "last component": False}  # which one the last qubit carries
Rows = tuple[np.ndarray, np.ndarray]
Plan = Iterator[tuple[int, int, int, int]]


def draw(n: int, seed: int, first_is_read: bool) -> list[Rows]:
    """Rows to train, validate and test: components as angles in radians, labels 1 (a 3) and -1."""
    x, y = load_digits(return_X_y=True)
    kept = np.isin(y, (3, 8))
    x, y = x[kept], np.where(y[kept] == 3, 1.0, -1.0)
    order = np.random.default_rng(seed).permutation(len(y))
    x, y = x[order], y[order]
    x = PCA(n, svd_solver="full").fit(x[:TRAIN]).transform(x)
    x = np.clip(x / np.abs(x[:TRAIN]).max(axis=0), -1, 1) * np.pi / 2
    x = x[:, ::-1] if first_is_read else x
    cuts = [TRAIN, TRAIN + VALIDATE]
    return list(zip(np.split(x, cuts), np.split(y, cuts)))


def encode(x: np.ndarray) -> np.ndarray:
    """R_y(pi/2 + x_i)|0> on qubit i for features (runs, rows, n): states (runs, rows, 2**n)."""
    state = np.ones((*x.shape[:2], 1), np.complex64)
    for angle in np.moveaxis(x + np.pi / 2, 2, 0):
        qubit = np.stack([np.cos(angle / 2), np.sin(angle / 2)], axis=-1)
        state = (state[..., np.newaxis] * qubit[:, :, np.newaxis]).reshape(*x.shape[:2], -1)
    return state.astype(np.complex64)


def rotations(axes: np.ndarray, theta: np.ndarray) -> np.ndarray:
    """exp(-i theta P / 2) for axes 0, 1, 2 (X, Y, Z) and angles in radians: (..., 2, 2)."""
    half = theta[..., np.newaxis, np.newaxis] / 2
    return (np.cos(half) * np.eye(2) - 1j * np.sin(half) * PAULIS[axes]).astype(np.complex64)


def turn(state: np.ndarray, qubit: int, gate: np.ndarray) -> np.ndarray:
    """States (runs, rows, 2**n) after each run's gate (runs, 2, 2) on one qubit."""
    halves = state.reshape(*state.shape[:2], 2**qubit, 2, -1)
    zero, one = halves[:, :, :, 0], halves[:, :, :, 1]
    (a, b), (c, d) = np.moveaxis(gate, 0, -1)[..., np.newaxis, np.newaxis, np.newaxis]
    return np.stack([a * zero + b * one, c * zero + d * one], axis=3).reshape(state.shape)


def ladder(n: int) -> np.ndarray:
    """The signs that CZ between neighbours gives to the basis states, (2**n,)."""
    bits = (np.arange(2**n)[:, np.newaxis] >> np.arange(n)[::-1]) & 1
    return (-1.0) ** (bits[:, 1:] * bits[:, :-1]).sum(axis=1).astype(np.float32)


def after_layers(axes: np.ndarray, theta: np.ndarray, x: np.ndarray) -> list[np.ndarray]:
    """The states before the first layer and after each layer; theta: (runs, layers, n)."""
    states, cz = [encode(x)], ladder(x.shape[2])
    gates = rotations(axes[:, : theta.shape[1]], theta)
    for layer in range(theta.shape[1]):
        state = states[-1]
        for qubit in range(x.shape[2]):
            state = turn(state, qubit, gates[:, layer, qubit])
        states.append(state * cz)
    return states


def last_z(n: int) -> np.ndarray:
    """The diagonal of Z on the last qubit, (2**n,)."""
    return np.tile([1, -1], 2 ** (n - 1)).astype(np.float32)


def expectations(axes: np.ndarray, theta: np.ndarray, x: np.ndarray) -> np.ndarray:
    """<Z> of the last qubit, (runs, rows)."""
    return np.abs(after_layers(axes, theta, x)[-1]) ** 2 @ last_z(x.shape[2])


def slopes(
    axes: np.ndarray, theta: np.ndarray, x: np.ndarray, first: int, last: int
) -> tuple[np.ndarray, np.ndarray]:
    """<Z>, (runs, rows), and its slopes by layers first to last - 1, by the adjoint method.

    The slopes have the shape (runs, rows, last - first, n).
    """
    runs, depth, n = theta.shape
    states, cz, z = after_layers(axes, theta, x), ladder(n), last_z(n)
    gates = rotations(axes[:, :depth], theta).conj().swapaxes(-1, -2)
    bra = states[-1] * z
    found = np.zeros((runs, x.shape[1], last - first, n), np.float32)
    for layer in reversed(range(first, depth)):
        bra, ket = bra * cz, states[layer + 1] * cz
        for k in range(n):
            if layer < last:
                found[:, :, layer - first, k] = slope(bra, ket, k, PAULIS[axes[:, layer, k]])
        for k in range(n):
            bra = turn(bra, k, gates[:, layer, k])
    return np.abs(states[-1]) ** 2 @ z, found


def slope(bra: np.ndarray, ket: np.ndarray, qubit: int, pauli: np.ndarray) -> np.ndarray:
    """Im <bra| P |ket> with each run's Pauli matrix (runs, 2, 2) on one qubit: (runs, rows)."""
    return np.einsum("rbs,rbs->rb", bra.conj(), turn(ket, qubit, pauli)).imag


def all_at_once(depth: int) -> Plan:
    """Every layer from the start, until the budget is spent."""
    yield depth, 0, depth, 10**9


def layerwise(depth: int, steps: int = 15) -> Plan:
    """Add two layers and train the last four; then train halves of the circuit in turn."""
    for reached in range(2, depth + 1, 2):
        yield 2, max(reached - 4, 0), reached, steps
    while True:
        yield 0, 0, depth // 2, steps
        yield 0, depth // 2, depth, steps


def last_four(depth: int) -> Plan:
    """Train the last four layers of a circuit whose other layers stay as they are."""
    yield depth, depth - 4, depth, 10**9


def shots_of_step(shots: int, trained: int) -> int:
    """What a step costs a device: values, and two circuits for each trained angle and row."""
    return BATCH * shots * (1 + 2 * trained)


def sampled(
    f: np.ndarray, g: np.ndarray, shots: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Values and slopes as estimated from so many shots for each circuit."""
    f = 2 * rng.binomial(shots, np.clip((1 + f) / 2, 0, 1)) / shots - 1
    spread = np.sqrt(np.clip(1 - g**2, 0, 1) / (2 * shots))
    return f, g + spread * rng.normal(size=g.shape)


def errors(axes: np.ndarray, theta: np.ndarray, rows: Rows) -> np.ndarray:
    """The share of rows with the wrong sign of <Z>, (runs,)."""
    x, y = rows
    return np.mean(expectations(axes, theta, x) * y <= 0, axis=1)


def train(
    axes: np.ndarray,
    plan: Plan,
    start: Callable[[int], np.ndarray],
    rows: Rows,
    rate: float,
    shots: int,
    budget: int,
    watch: Callable[[int, np.ndarray], None] = lambda spent, theta: None,
) -> np.ndarray:
    """Follow the plan with Adam on the squared error until the shots are spent: the angles.

    Args:
        axes: (runs, layers, n) axes of the rotations.
        plan: stages (new layers, first trained layer, last trained layer + 1, steps).
        start: angles (runs, k, n), in radians, of k new layers.
        rows: features (runs, rows, n) and labels (runs, rows).
        rate: Adam's learning rate; each stage begins with a new Adam.
        shots: shots for each circuit.
        budget: shots for each run in all.
        watch: called after each step with the shots spent and the angles.
    """
    rng, spent = np.random.default_rng(0), 0
    (x, y), n = rows, axes.shape[2]
    theta = start(0)
    for new, first, last, steps in plan:
        theta = np.concatenate([theta, start(new)], axis=1)
        mean = square = np.zeros(1)
        for t in range(1, steps + 1):
            spent += shots_of_step(shots, n * (last - first))
            if spent > budget:
                return theta
            pick = rng.integers(0, x.shape[1], BATCH)
            f, g = slopes(axes, theta, x[:, pick], first, last)
            f, g = sampled(f, g, shots, rng)
            gradient = np.einsum("rb,rbln->rln", 2 * (f - y[:, pick]) / BATCH, g)
            mean = 0.9 * mean + 0.1 * gradient
            square = 0.999 * square + 0.001 * gradient**2
            size = rate * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
            theta[:, first:last] -= size * mean / (np.sqrt(square) + 1e-7)
            watch(spent, theta)
    return theta


def methods(runs: int, n: int, depth: int) -> dict[str, tuple[Callable[[int], Plan], Callable]]:
    """The five ways to train: a plan, and the angles of new layers."""

    def zero(k: int) -> np.ndarray:
        return np.zeros((runs, k, n), np.float32)

    def anywhere(k: int) -> np.ndarray:
        return np.random.default_rng(k).uniform(0, 2 * np.pi, (runs, k, n)).astype(np.float32)

    return {
        "all at once, random": (all_at_once, anywhere),
        "all at once, zero": (all_at_once, zero),
        "layerwise, zero": (layerwise, zero),
        "layerwise, random": (layerwise, anywhere),
        "last four layers": (last_four, anywhere),
    }


def stacked(draws: list[list[Rows]]) -> list[Rows]:
    """Rows of all seeds in one array each, cut to the same number."""
    parts = []
    for part in zip(*draws):
        size = min(len(y) for _, y in part)
        parts.append(tuple(np.stack([rows[i][:size] for rows in part]) for i in (0, 1)))
    return [(x.astype(np.float32), y) for x, y in parts]


def recorder(
    curve: list[tuple[int, np.ndarray]], axes: np.ndarray, test: Rows, budget: int
) -> Callable[[int, np.ndarray], None]:
    """A watcher that appends the shots spent and the test errors at equal shares of the budget."""

    def watch(spent: int, theta: np.ndarray) -> None:
        if MARKS * spent >= (len(curve) + 1) * budget and len(curve) < MARKS - 1:
            curve.append((spent, errors(axes, theta, test)))

    return watch


def compare(
    n: int, depth: int, seeds: range, first_is_read: bool, shots: int, steps: int
) -> dict[str, Any]:
    """All ways to train, each with its best rate on the validation rows of each seed."""
    train_rows, validate, test = stacked([draw(n, seed, first_is_read) for seed in seeds])
    axes = np.stack([np.random.default_rng(seed).integers(0, 3, (depth, n)) for seed in seeds])
    budget = steps * shots_of_step(shots, depth * n)
    found: dict[str, Any] = {"linear": {"test": linear(n, seeds, first_is_read)}}
    for name, (plan, start) in methods(len(seeds), n, depth).items():
        curves: list[list[tuple[int, np.ndarray]]] = []
        validated = []
        for rate in RATES:
            curve: list[tuple[int, np.ndarray]] = []
            watch = recorder(curve, axes, test, budget)
            theta = train(axes, plan(depth), start, train_rows, rate, shots, budget, watch)
            validated.append(errors(axes, theta, validate))
            curves.append([*curve, (budget, errors(axes, theta, test))])
        found[name] = chosen(np.array(validated), curves)
        print(f"{name:20} {np.mean(found[name]['test']):.3f}", flush=True)
    return found


def chosen(validated: np.ndarray, curves: list[Any]) -> dict[str, Any]:
    """For each seed the run with the rate that validated best, validated: (rates, seeds)."""
    best = validated.argmin(axis=0)
    spent = [point[0] for point in curves[0]]
    by_rate = np.array([[point[1] for point in curve] for curve in curves])
    curve = by_rate[best, :, np.arange(len(best))]
    return {
        "test": curve[:, -1].round(4).tolist(),
        "rate": [RATES[i] for i in best],
        "spent": spent,
        "median": np.median(curve, axis=0).round(4).tolist(),
    }


def linear(n: int, seeds: range, first_is_read: bool) -> list[float]:
    """Test errors of a logistic regression on the same components."""
    with threadpool_limits(1):
        draws = [draw(n, seed, first_is_read) for seed in seeds]
        scores = [LogisticRegression().fit(*rows).score(*test) for rows, _, test in draws]
    return [round(1 - score, 4) for score in scores]


def main() -> None:
    begin = process_time()
    result: dict[str, Any] = {
        "script": Path(__file__).name,
        "date": date.today().isoformat(),
        "seeds": list(SEEDS),
        "qubits": QUBITS,
        "layers": LAYERS,
        "shots": SHOTS,
        "steps": STEPS,
        "settings": {},
    }
    for name, first_is_read in SETTINGS.items():
        print(name, flush=True)
        found = compare(QUBITS, LAYERS, SEEDS, first_is_read, SHOTS, STEPS)
        result["settings"][name] = found
    result["CPU seconds"] = round(process_time() - begin)
    path = Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(result, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
