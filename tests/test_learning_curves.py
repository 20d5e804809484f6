"""The stored learning curves (chapter 14) are the ones that their script describes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

DATA = Path(__file__).resolve().parent.parent / "book/data"
sys.path.append(str(DATA))

import learning_curves as script  # noqa: E402

STORED = json.loads((DATA / "learning_curves.json").read_text("utf-8"))


@pytest.mark.parametrize("task", script.TASKS)
def test_larger_training_sets_contain_the_smaller_and_test_rows_are_apart(task: str) -> None:
    (small, few), (_, test) = script.draw(task, seed=0, size=10)
    (large, many), (_, same) = script.draw(task, seed=0, size=160)
    assert (len(small), len(large)) == (10, 160)
    assert np.array_equal(few, many[:10])
    assert np.array_equal(test, same)
    assert len(test) >= 190
    assert large.mean(axis=0) == pytest.approx(np.zeros(2), abs=1e-9)


def test_every_row_is_held_out_once_and_the_last_fold_trains_on_all() -> None:
    masks = script.folds(10)
    assert (1 - masks[:-1]).sum(axis=0).tolist() == [1] * 10
    assert masks[-1].all()


def test_the_waves_are_a_kernel() -> None:
    x = np.random.default_rng(0).normal(size=(30, 2))
    kernel = script.TrigonometricSVM(scale=0.5).kernel(x, x)
    assert np.diag(kernel) == pytest.approx(np.ones(30))
    assert np.linalg.eigvalsh(kernel).min() > -1e-9


def test_the_best_setting_on_held_out_rows_is_taken_and_ties_go_to_the_first() -> None:
    held_out = np.array([[0.5, 0.9], [0.7, 0.9], [0.7, 0.1]])
    parts = {"train": np.zeros((3, 2)), "test": np.arange(6.0).reshape(3, 2)}
    found = script.chosen({"held out": held_out, **parts})
    assert (found["setting"], found["test"]) == ([1, 0], [2.0, 1.0])


@pytest.mark.parametrize("task", script.TASKS)
def test_every_model_was_judged_at_every_size_and_seed(task: str) -> None:
    models = STORED["tasks"][task]["models"]
    assert set(models) == {*script.TRAINED, *script.MACHINES}
    for found in models.values():
        assert {len(found[str(size)]["test"]) for size in script.SIZES} == {len(script.SEEDS)}


def test_the_stored_machines_come_out_again() -> None:
    draws = [script.draw("made by a network", seed, 20) for seed in script.SEEDS]
    again = script.chosen(script.search_machines(script.MACHINES["waves"], draws))
    kept = STORED["tasks"]["made by a network"]["models"]["waves"]["20"]
    assert again["test"] == pytest.approx(kept["test"], abs=0.005)
