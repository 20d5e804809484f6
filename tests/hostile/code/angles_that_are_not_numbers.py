"""Answers with rotations by NaN and by infinity."""

DUE = {"angle_encode": "wrong"}

# %% angle_encode
import cirq

def angle_encode(x, qubits):
    return cirq.Circuit(cirq.ry(float("nan"))(qubits[0]), cirq.ry(float("inf"))(qubits[1]))
