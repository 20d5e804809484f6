"""When two answers count as the same, or two circuits as preparing the same state."""

import cirq
import numpy as np
import pytest

from autograder.misconceptions import same_answers, same_states

QUBITS = cirq.GridQubit.rect(1, 2)


def prepared(*amplitudes: float) -> cirq.Circuit:
    return cirq.Circuit(cirq.StatePreparationChannel(np.array(amplitudes))(*QUBITS))


def depolarized(p: float) -> cirq.Circuit:
    return cirq.Circuit(cirq.X.on_each(*QUBITS), cirq.depolarize(p).on_each(*QUBITS))


def test_equal_channels_are_the_same_answer() -> None:
    assert same_states(prepared(0.6, 0, 0, 0.8), prepared(0.6, 0, 0, 0.8))
    assert same_states(depolarized(0.1), depolarized(0.1))


def test_channels_that_differ_are_not() -> None:
    assert not same_states(prepared(0.6, 0, 0, 0.8), prepared(0.6, 0, 0, -0.8))
    assert not same_states(depolarized(0.1), depolarized(0.2))


def test_a_channel_is_not_the_same_answer_as_a_gate() -> None:
    gates = cirq.Circuit(cirq.I.on_each(*QUBITS))
    for same in (same_answers, same_states):
        assert not same(prepared(1, 0, 0, 0), gates)
        assert not same(gates, prepared(1, 0, 0, 0))


def test_circuits_that_can_not_be_computed_are_compared_gate_by_gate() -> None:
    infinite = cirq.Circuit(cirq.ry(np.inf)(QUBITS[0]))
    for same in (same_answers, same_states):
        assert same(infinite, cirq.Circuit(cirq.ry(np.inf)(QUBITS[0])))
        assert not same(infinite, cirq.Circuit(cirq.rx(np.inf)(QUBITS[0])))


def test_states_are_the_same_though_one_circuit_leaves_out_an_idle_qubit() -> None:
    short = cirq.Circuit(cirq.X(QUBITS[0]))
    long = cirq.Circuit(cirq.X(QUBITS[0]), cirq.I(QUBITS[1]))
    assert same_states(short, long)
    assert same_states(long, short)
    assert not same_answers(short, long)
    assert not same_states(short, cirq.Circuit(cirq.X.on_each(*QUBITS)))


@pytest.mark.parametrize(("number", "same"), [(2**70, True), (2**70 + 1, False), (1.5, False)])
def test_integers_of_any_size_are_compared(number: float, same: bool) -> None:
    assert same_answers(2**70, number) is same
    assert same_answers(number, 2**70) is same
