"""Answers with a circuit that measures and resets on its way."""

DUE = {"angle_encode": "wrong"}

# %% angle_encode
import cirq

def angle_encode(x, qubits):
    return cirq.Circuit(
        [cirq.ry(a)(q) for a, q in zip(x, qubits)], cirq.measure(*qubits, key="m"), cirq.reset_each(*qubits)
    )
