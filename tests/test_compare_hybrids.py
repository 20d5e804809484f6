"""The stored comparison of hybrid models (chapter 9) is the one that its script describes."""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

import cirq
import numpy as np
import pytest

DATA = Path(__file__).resolve().parent.parent / "book/data"
sys.path.append(str(DATA))

import compare_hybrids as script  # noqa: E402

STORED = json.loads((DATA / "compare_hybrids.json").read_text("utf-8"))


def cirq_means(theta: np.ndarray, x: np.ndarray) -> np.ndarray:
    """<Z> of each qubit, by Cirq, for one sample."""
    qubits = cirq.LineQubit.range(len(x))
    circuit = cirq.Circuit(cirq.ry(angle)(q) for angle, q in zip(x, qubits))
    for turns, tilts in zip(*theta):
        circuit += [cirq.rz(angle)(q) for angle, q in zip(turns, qubits)]
        circuit += [cirq.ry(angle)(q) for angle, q in zip(tilts, qubits)]
        circuit += [cirq.CNOT(p, q) for p, q in pairwise(qubits)]
    state = circuit.final_state_vector(qubit_order=qubits)
    return np.abs(state) ** 2 @ (1 - 2 * script.bits(len(x)))


@pytest.mark.parametrize("n", [2, 4])
def test_the_scripts_circuit_is_the_one_that_it_says(n: int) -> None:
    rng = np.random.default_rng(n)
    theta, x = rng.uniform(0, 2 * np.pi, (2, 3, n)), rng.normal(size=(3, n))
    wanted = np.array([cirq_means(theta, row) for row in x])
    assert script.circuit(theta, x) == pytest.approx(wanted, abs=1e-5)


def test_no_row_is_used_twice_and_the_scaling_knows_only_training_rows() -> None:
    (x, _), validate, test = script.draw("6 or 9", seed=0)
    assert (len(x), len(validate[1])) == (script.TRAIN, script.VALIDATE)
    assert len(x) + len(validate[1]) + len(test[1]) == len(script.pool("6 or 9")[1])
    assert x.mean(axis=0) == pytest.approx(np.zeros(script.FEATURES), abs=1e-9)
    assert x.std(axis=0) == pytest.approx(np.ones(script.FEATURES), abs=1e-9)


@pytest.mark.parametrize("task", script.DATASETS)
def test_every_model_was_judged_once_for_every_seed(task: str) -> None:
    models = STORED["data"][task]["models"]
    assert {*script.MIDDLES, "majority", "linear", "kernel", "equal time"} == set(models)
    assert STORED["seeds"] == list(script.SEEDS)
    assert all(len(found["test"]) == len(script.SEEDS) for found in models.values())


@pytest.mark.parametrize("task", script.DATASETS)
def test_the_stored_weights_make_the_stored_decisions(task: str) -> None:
    kept = STORED["data"][task]["models"]["trained circuit"]
    weights = {name: np.array(value) for name, value in kept["weights"].items()}
    _, _, (x, y) = script.draw(task, seed=0)
    logits = script.logit(script.MIDDLES["trained circuit"], weights, x)
    assert np.mean((np.array(logits) > 0) == y) == pytest.approx(kept["test"][0], abs=0.01)
