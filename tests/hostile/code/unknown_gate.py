"""Answers with a gate that nobody but its author knows, and that says nothing of itself."""

DUE = {"angle_encode": "malformed"}

# %% angle_encode
import cirq

class Unknown(cirq.Gate):
    def _num_qubits_(self):
        return 2

def angle_encode(x, qubits):
    return cirq.Circuit(Unknown()(*qubits))
