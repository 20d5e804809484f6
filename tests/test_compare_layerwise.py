"""The stored comparison of layerwise learning is the one that its script describes."""

from __future__ import annotations

import json
import sys
from itertools import islice, pairwise
from pathlib import Path

import cirq
import numpy as np
import pytest

DATA = Path(__file__).resolve().parent.parent / "book/data"
sys.path.append(str(DATA))

import compare_layerwise as script  # noqa: E402

STORED = json.loads((DATA / "compare_layerwise.json").read_text("utf-8"))
GATES = (cirq.rx, cirq.ry, cirq.rz)


def cirq_value(axes: np.ndarray, theta: np.ndarray, x: np.ndarray) -> float:
    """<Z> of the last qubit, by Cirq, for one row."""
    qubits = cirq.LineQubit.range(len(x))
    circuit = cirq.Circuit(cirq.ry(a + np.pi / 2)(q) for a, q in zip(x, qubits))
    for which, angles in zip(axes, theta):
        circuit += [GATES[axis](a)(q) for axis, a, q in zip(which, angles, qubits)]
        circuit += [cirq.CZ(p, q) for p, q in pairwise(qubits)]
    probabilities = np.abs(circuit.final_state_vector(qubit_order=qubits)) ** 2
    return float(probabilities[::2].sum() - probabilities[1::2].sum())


def test_the_simulator_is_the_circuit_that_it_says() -> None:
    rng = np.random.default_rng(0)
    axes, theta = rng.integers(0, 3, (2, 4, 3)), rng.uniform(0, 6, (2, 4, 3))
    x = rng.normal(size=(2, 5, 3))
    found = script.expectations(axes, theta, x)
    wanted = [[cirq_value(axes[r], theta[r], row) for row in x[r]] for r in range(2)]
    assert found == pytest.approx(np.array(wanted), abs=1e-5)


def test_a_slope_is_the_parameter_shift_rules() -> None:
    rng = np.random.default_rng(1)
    axes, theta = rng.integers(0, 3, (1, 4, 3)), rng.uniform(0, 6, (1, 4, 3))
    x = rng.normal(size=(1, 5, 3))
    _, slopes = script.slopes(axes, theta, x, 1, 3)
    shift = np.zeros_like(theta)
    shift[0, 2, 1] = np.pi / 2
    ahead, behind = (script.expectations(axes, theta + s * shift, x) for s in (1, -1))
    assert slopes.shape == (1, 5, 2, 3)
    assert slopes[:, :, 1, 1] == pytest.approx((ahead - behind) / 2, abs=1e-5)


def test_a_stage_moves_its_layers_and_no_others() -> None:
    axes = np.random.default_rng(0).integers(0, 3, (1, 6, 2))
    rows = np.zeros((1, 20, 2), np.float32), np.ones((1, 20))
    path: list[np.ndarray] = []
    budget = 10**6
    plan = islice(script.layerwise(6, steps=1), 3)
    start = script.methods(1, 2, 6)["layerwise, zero"][1]
    script.train(
        axes, plan, start, rows, 0.1, 10, budget, lambda _, theta: path.append(theta.copy())
    )
    assert [theta.shape[1] for theta in path] == [2, 4, 6]
    assert np.array_equal(path[1][:, :2], path[2][:, :2])
    assert not np.array_equal(path[1][:, 2:], path[2][:, 2:4])


def test_no_way_to_train_spends_more_than_the_budget() -> None:
    budget = script.STEPS * script.shots_of_step(STORED["shots"], script.LAYERS * script.QUBITS)
    for found in STORED["settings"].values():
        for way, kept in found.items():
            assert way == "linear" or kept["spent"][-1] == budget
            assert way == "linear" or max(kept["spent"]) <= budget


def test_the_stored_run_has_the_settings_of_the_script() -> None:
    assert STORED["seeds"] == list(script.SEEDS)
    assert (STORED["qubits"], STORED["layers"]) == (script.QUBITS, script.LAYERS)
    assert tuple(STORED["settings"]) == tuple(script.SETTINGS)
    for found in STORED["settings"].values():
        assert {len(kept["test"]) for kept in found.values()} == {len(script.SEEDS)}


def test_the_stored_errors_of_the_linear_model_come_out_again() -> None:
    stored = STORED["settings"]["first component"]["linear"]["test"]
    again = script.linear(script.QUBITS, script.SEEDS, True)
    assert again == pytest.approx(stored, abs=1e-3)
