"""Answers with a circuit of a million gates."""

DUE = {"angle_encode": "malformed or time-out or output limit"}

# %% angle_encode
import cirq

def angle_encode(x, qubits):
    moment = cirq.Moment(cirq.X.on_each(qubits))
    return cirq.Circuit._from_moments([moment] * 500_000)
