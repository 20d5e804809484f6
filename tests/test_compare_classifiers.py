"""The stored comparison of classifiers is the one that its script describes."""

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

import classifier_twin as twin  # noqa: E402
import compare_classifiers as script  # noqa: E402

STORED = json.loads((DATA / "compare_classifiers.json").read_text("utf-8"))


def cirq_circuit(theta: np.ndarray, x: np.ndarray) -> float:
    """<Z> of the last qubit, by Cirq, for one sample."""
    qubits = cirq.LineQubit.range(len(x))
    circuit = cirq.Circuit()
    for angles in theta:
        for qubit, feature, (a, b) in zip(qubits, x, angles):
            circuit += [cirq.ry(feature)(qubit), cirq.rz(a)(qubit), cirq.ry(b)(qubit)]
        circuit += [cirq.CNOT(p, q) for p, q in pairwise(qubits)]
    state = circuit.final_state_vector(qubit_order=qubits)
    return float((np.abs(state[::2]) ** 2).sum() - (np.abs(state[1::2]) ** 2).sum())


@pytest.mark.parametrize("n", [2, 3])
def test_the_twin_is_the_circuit_that_it_says(n: int) -> None:
    rng = np.random.default_rng(n)
    theta, x = rng.uniform(0, 2 * np.pi, (2, n, 2)), rng.normal(size=(3, n))
    wanted = [cirq_circuit(theta, row) for row in x]
    assert twin.circuit(theta, x, np.ones(2)) == pytest.approx(wanted, abs=1e-5)


def test_a_bit_that_is_measured_after_each_layer_forgets_its_phase() -> None:
    """One layer, then a measurement, changes nothing; a second layer sees only probabilities."""
    rng = np.random.default_rng(0)
    theta, x = rng.uniform(0, 2 * np.pi, (2, 2, 2)), rng.normal(size=(3, 2))
    coherent, dephased = twin.circuit, twin.dephased_circuit
    one = np.array(coherent(theta[:1], x, np.ones(1)))
    assert dephased(theta[:1], x, np.ones(1)) == pytest.approx(one, abs=1e-5)
    two = np.array(coherent(theta, x, np.ones(2)))
    assert np.abs(np.array(dephased(theta, x, np.ones(2))) - two).max() > 0.05


def test_the_stored_run_has_the_settings_of_the_script() -> None:
    assert STORED["seeds"] == list(script.SEEDS)
    assert STORED["rows"] == {"train": script.TRAIN, "validate": script.VALIDATE}
    assert STORED["steps"] == script.STEPS
    assert tuple(STORED["data"]) == script.DATASETS


def test_every_model_was_judged_with_every_seed() -> None:
    found = {
        (name, model): len(kept["test"])
        for name, comparison in STORED["data"].items()
        for model, kept in comparison["models"].items()
    }
    assert set(found.values()) == {len(script.SEEDS)}
    assert len(found) == 10 * len(script.DATASETS)


def test_the_seeds_that_chose_the_candidates_are_not_those_that_compare() -> None:
    assert not set(STORED["seeds"]) & set(range(5))


def test_the_stored_accuracies_of_the_linear_model_come_out_again() -> None:
    seeds = STORED["seeds"][:3]
    again = script.search_machines(
        [script.draw("digits", seed) for seed in seeds], script.MACHINES["linear"]
    )
    stored = STORED["data"]["digits"]["models"]["linear"]["test"][:3]
    assert again["test"] == pytest.approx(stored, abs=1e-3)


def test_a_stored_run_of_the_circuit_comes_out_again() -> None:
    """But for a few rows near the border: rounding differs between machines, and training adds up."""
    seeds = range(STORED["seeds"][0], STORED["seeds"][0] + 1)
    circuit = script.quantum(twin.circuit, 2, np.ones(script.LAYERS[2]))
    again = circuit.search([script.draw("moons", seed) for seed in seeds], seeds)
    stored = STORED["data"]["moons"]["models"]["VQC"]["test"][:1]
    assert again["test"] == pytest.approx(stored, abs=0.02)
