"""Each comparison accepts what is right in any form and shows both sides of what is wrong."""

import cirq
import numpy as np
import pytest

from autograder import expect
from autograder.expect import Mismatch
from autograder.learner import Call, CallFailed, Failed, Learner, Raised, Returned, Status
from autograder.wire import CircuitTensor

A, B = cirq.GridQubit.rect(1, 2)
PLUS = np.array([1, 1]) / np.sqrt(2)


def mismatch(function, *args, **kwargs):
    with pytest.raises(Mismatch) as caught:
        function(*args, **kwargs)
    return caught.value


def test_states_agree_up_to_a_global_phase():
    expect.state(cirq.Circuit(cirq.H(A)), [A], PLUS)
    expect.state(cirq.Circuit(cirq.H(A), cirq.global_phase_operation(1j)), [A], PLUS)
    expect.state(cirq.Circuit(cirq.ry(np.pi / 2)(A)), [A], -PLUS)


def test_the_first_qubit_is_the_most_significant():
    expect.state(cirq.Circuit(cirq.X(A), cirq.I(B)), [A, B], [0, 0, 1, 0])
    expect.state(cirq.Circuit(cirq.X(A), cirq.I(B)), [B, A], [0, 1, 0, 0])


def test_a_wrong_state_is_shown_as_a_table_and_on_the_bloch_sphere():
    problem = mismatch(expect.state, cirq.Circuit(cirq.X(A)), [A], PLUS)
    assert "fidelity with the wanted one is 0.5000" in problem.sentence
    assert [row.label for row in problem.case.rows] == ["|0⟩", "|1⟩"]
    assert not any(row.same for row in problem.case.rows)
    assert problem.case.bloch[1] == pytest.approx((1, 0, 0))
    assert problem.case.wanted == "0.707|0⟩ + 0.707|1⟩"


def test_a_large_state_shows_the_rows_that_differ():
    wanted = np.zeros(64)
    wanted[63] = 1
    qubits = cirq.LineQubit.range(6)
    problem = mismatch(expect.state, cirq.Circuit(cirq.I.on_each(qubits)), qubits, wanted)
    labels = {row.label for row in problem.case.rows if not row.same}
    assert labels == {"|000000⟩", "|111111⟩"}
    assert len(problem.case.rows) == expect.MAX_ROWS


@pytest.mark.parametrize(
    ("circuit", "reason"),
    [
        ([cirq.X(A)], "A cirq.Circuit must be returned"),
        (None, "A cirq.Circuit must be returned"),
        (cirq.Circuit(), "leaves out q\\(0, 0\\)"),
        (cirq.Circuit(cirq.X(A), cirq.X(B)), "not given: q\\(0, 1\\)"),
        (cirq.Circuit(cirq.X(A), cirq.measure(A)), "must not measure"),
        (cirq.Circuit(cirq.reset(A)), "not unitary"),
        (cirq.Circuit(cirq.StatePreparationChannel(np.array([0.6, 0.8]))(A)), "not unitary"),
        (cirq.Circuit(cirq.depolarize(0.1)(A)), "not unitary"),
        (cirq.Circuit(cirq.ry(float("nan"))(A)), "NaN"),
        (cirq.Circuit(cirq.ry(cirq.sympy.Symbol("t"))(A)) if hasattr(cirq, "sympy") else
         cirq.Circuit(cirq.ry(__import__("sympy").Symbol("t"))(A)), "symbol t"),
    ],
)  # fmt: skip
def test_what_is_no_circuit_of_gates_is_refused(circuit, reason):
    with pytest.raises(Mismatch, match=reason):
        expect.circuit(circuit, [A])


def test_a_gate_on_too_many_qubits_is_refused_without_its_matrix():
    qubits = cirq.LineQubit.range(12)
    circuit = cirq.Circuit(cirq.QuantumFourierTransformGate(12)(*qubits))
    with pytest.raises(Mismatch, match="at most 10"):
        expect.circuit(circuit, qubits)


def test_numbers_agree_within_the_tolerance():
    expect.close(1.0 + 1e-7, 1.0)
    expect.close([1, 2], np.array([1.0, 2.0]))
    expect.close(np.float32(0.5), 0.5)
    expect.close(np.zeros((0, 2)), np.zeros((0, 2)))


@pytest.mark.parametrize(
    ("got", "wanted", "reason"),
    [
        (1.1, 1.0, "is not right"),
        ([1, 2, 3], [1, 2], "has the shape"),
        (None, 1.0, "must be numeric"),
        ("1.0", 1.0, "must be numeric"),
        (True, 1.0, "must be numeric"),
        ([[1], [1, 2]], [1, 2], "must be numeric"),
        (float("nan"), 1.0, "is not right"),
        ({"a": 1}, 1.0, "must be numeric"),
    ],
)
def test_wrong_numbers_are_refused(got, wanted, reason):
    with pytest.raises(Mismatch, match=reason):
        expect.close(got, wanted)


def test_an_array_that_differs_shows_where():
    problem = mismatch(expect.close, [[1, 2], [3, 5]], [[1, 2], [3, 4]])
    assert [(row.label, row.same) for row in problem.case.rows] == [
        ("[0, 0]", True), ("[0, 1]", True), ("[1, 0]", True), ("[1, 1]", False),
    ]  # fmt: skip


def test_equal_is_strict_about_kinds():
    expect.equal(3, 3)
    for got, wanted in ((3.0, 3), (True, 1), ("3", 3), (4, 3)):
        with pytest.raises(Mismatch):
            expect.equal(got, wanted)


def test_a_number_is_one_finite_real():
    assert expect.number(np.array(2.5)) == 2.5
    for bad in (np.zeros(1), float("inf"), 1j, None):
        with pytest.raises(Mismatch):
            expect.number(bad)


class Answering:
    """A session that always gives the same reply."""

    def __init__(self, reply):
        self.reply = reply

    def request(self, message, oracles):
        return self.reply


def raised(*bases):
    return {"error": {"bases": list(bases), "message": "no", "traceback": ""}}


def test_a_documented_error_may_be_a_subclass():
    learner = Learner(Answering(raised("OwnError", "ValueError", "Exception")))
    expect.raises(ValueError, learner, "f", 1, why="it is bad")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ({"value": 3}, "because it is bad; it was answered"),
        (raised("TypeError", "Exception"), "it raised another error"),
    ],
)
def test_a_missing_error_is_a_mismatch(reply, reason):
    with pytest.raises(Mismatch, match=reason):
        expect.raises(ValueError, Learner(Answering(reply)), "f", 1, why="it is bad")


def test_a_dead_worker_is_not_an_expected_error():
    learner = Learner(Answering(Failed(Status.TIME_OUT, "slow")))
    with pytest.raises(CallFailed):
        expect.raises(ValueError, learner, "f", 1, why="it is bad")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.5 - 0.25j, "(0.500-0.250i)"),
        (1j, "1.000i"),
        (-0.0, "0.000"),
        (0.7071, "0.707"),
    ],
)
def test_amplitudes_are_short(value, text):
    assert expect.amplitude(complex(value)) == text


def test_values_are_shown_briefly():
    assert expect.shown(np.array([0.123456, 2])) == "[0.1235, 2.    ]"
    assert expect.shown([A, B]) == "[q(0, 0), q(0, 1)]"
    assert expect.shown(cirq.Circuit()) == "an empty circuit"
    assert expect.shown("x" * 1000).endswith("...")
    assert expect.shown(lambda x: x) == "f"
    assert "operations" in expect.shown(cirq.Circuit([cirq.X(A)] * 100))
    assert "nan" in expect.shown(cirq.Circuit(cirq.ry(float("nan"))(A)))


def test_outcomes_are_values():
    call = Call("f", (1,), {}, Returned(3))
    assert CallFailed(call).call.outcome == Returned(3)
    assert Raised(("ValueError",), "no").kind == "ValueError"


def test_observables_and_tensors_are_shown_in_short():
    one, two = cirq.GridQubit.rect(1, 2)
    assert expect.shown(cirq.Z(one) + 0.5 * cirq.X(two)) == "1.000*Z(q(0, 0))+0.500*X(q(0, 1))"
    assert expect.shown(cirq.Z(one) * cirq.Z(two)) == "Z(q(0, 0))*Z(q(0, 1))"
    circuits = (cirq.Circuit(cirq.X(one)), cirq.Circuit(cirq.Y(two)))
    text = expect.shown(CircuitTensor((2,), circuits))
    assert text == "a tensor of circuits, shape (2,); the first circuit is\n(0, 0): ───X───"
    assert expect.shown(CircuitTensor((0,), ())) == "a tensor of circuits, shape (0,)"
