"""A mistake is named when exactly one explains the answers, and never otherwise."""

import cirq
import numpy as np
import pytest
import sympy
from conftest import MINI

from autograder import misconceptions, proof
from autograder.misconceptions import Misconception, same_answers, same_states
from autograder.wire import CircuitTensor, Reference

A, B = cirq.GridQubit.rect(1, 2)


def test_a_file_is_read_without_running_it(tmp_path):
    file = tmp_path / "misconceptions_f.py"
    file.write_text(
        "raise SystemExit\n@misconception('a', 'b ' 'c', undiagnosable='d')\ndef wrong(x):\n    pass\n"
        "def helper():\n    pass\n"
    )
    assert misconceptions.read(file) == [Misconception("f", "wrong", "a", "b c", "d")]


def test_words_must_be_literal(tmp_path):
    file = tmp_path / "misconceptions_f.py"
    file.write_text("@misconception('only one')\ndef wrong(x):\n    pass")
    with pytest.raises(ValueError, match="takes a title and a sentence"):
        misconceptions.read(file)


T = sympy.Symbol("t")
PAIRS = [
    (1.0, 1.0 + 1e-7, True),
    (1, 1.0, True),
    (1.0, 1.1, False),
    (float("nan"), float("nan"), True),
    (True, 1, False),
    (np.zeros(2), np.zeros(2), True),
    (np.zeros(2), np.zeros(3), False),
    (np.zeros(2), [0.0, 0.0], False),
    ("a", "a", True),
    (None, None, True),
    (None, 0, False),
    ([1, (2, 3)], [1, (2, 3)], True),
    ([1], [1, 2], False),
    ({"a": 1}, {"a": 1}, True),
    ({"a": 1}, {"b": 1}, False),
    (Reference(0, "m"), Reference(5, "m"), True),
    (Reference(0, "m"), Reference(0, "n"), False),
    (cirq.Circuit(cirq.X(A)), cirq.Circuit(cirq.rx(np.pi)(A)), True),
    (cirq.Circuit(cirq.X(A)), cirq.Circuit(cirq.Y(A)), False),
    (cirq.Circuit(cirq.X(A)), cirq.Circuit(cirq.X(B)), False),
    (cirq.Circuit(cirq.ry(T)(A)), cirq.Circuit(cirq.Y(A) ** (T / np.pi)), True),
    (cirq.Circuit(cirq.ry(T)(A)), cirq.Circuit(cirq.ry(2 * T)(A)), False),
    (cirq.Circuit(cirq.ry(T)(A)), cirq.Circuit(cirq.ry(0.1)(A)), False),
    (cirq.Circuit(cirq.ry(np.nan)(A)), cirq.Circuit(cirq.ry(np.nan)(A)), True),
    (cirq.Circuit(cirq.ry(np.nan)(A)), cirq.Circuit(cirq.ry(1)(A)), False),
    (CircuitTensor((1,), (cirq.Circuit(cirq.X(A)),)), CircuitTensor((1,), (cirq.Circuit(cirq.X(A)),)), True),
]  # fmt: skip


@pytest.mark.parametrize(("mine", "other", "same"), PAIRS)
def test_answers_are_compared_by_what_they_mean(mine, other, same):
    assert same_answers(mine, other) is same


def test_states_are_compared_where_unitaries_differ():
    mine, other = cirq.Circuit(cirq.X(A)), cirq.Circuit(cirq.Y(A))
    assert same_states(mine, other)
    assert not same_answers(mine, other)


def test_every_known_mistake_of_the_small_assignment_is_named(grader, tmp_path):
    proofs = list(proof.Prover(grader, MINI, tmp_path).prove())
    assert [p.task for p in proofs] == ["double", "mean", "turn"]
    assert all(p.holds for p in proofs)
    assert sum(len(p.diagnosed) for p in proofs) == 5


def test_a_proof_finds_what_the_checks_get_wrong(grader, tmp_path):
    folder, variants = tmp_path / "small", tmp_path / "variants"
    folder.mkdir()
    variants.mkdir()
    (folder / "test_one.py").write_text(
        "from autograder import expect, points\n"
        "@points(1)\ndef test_a(learner):\n    'One.'\n    expect.that(learner.one() in (1, 2), 'no')\n"
    )
    (folder / "misconceptions_one.py").write_text(
        "from autograder import misconception\n"
        "@misconception('two', 'Two is not one.')\ndef two():\n    return 2\n"
        "@misconception('three', 'Three.')\ndef three():\n    return 3\n"
        "@misconception('also three', 'Three.')\ndef also_three():\n    return 3\n"
        "@misconception('again', 'Three.', undiagnosable='they are equal')\ndef third():\n    return 3\n"
    )
    (variants / "one.py").write_text(
        "def right():\n    return 1\ndef refused():\n    return 1.5\ndef _helper():\n    pass\n"
    )
    (found,) = proof.Prover(grader, folder, variants).prove()
    assert (found.accepted, list(found.refused)) == (["right"], ["refused"])
    assert (found.passed, found.rejected) == (["two"], ["three", "also_three", "third"])
    assert found.confused == {"three": "nothing", "also_three": "nothing"}
    assert found.excused == {"third": "they are equal"}
    assert not found.holds
    assert len(proof.faults(found)) == 4
    assert "| small | `one` | 1 | 1 | 3 of 4 | 0 of 4 | 1 | 1 of 2 |" in proof.table([found])
