"""Answers with a circuit on as many qubits as are allowed, which takes long to simulate."""

DUE = {"angle_encode": "malformed"}

# %% angle_encode
import cirq

def angle_encode(x, qubits):
    return cirq.Circuit([cirq.H.on_each(cirq.LineQubit.range(20))] * 20)
