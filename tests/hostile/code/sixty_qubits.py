"""Answers with a circuit on sixty qubits, whose state no machine can hold."""

DUE = {"angle_encode": "malformed"}

# %% angle_encode
import cirq

def angle_encode(x, qubits):
    return cirq.Circuit(cirq.H.on_each(cirq.LineQubit.range(60)))
