"""Answers with a gate whose matrix changes each time one looks."""

DUE = {"angle_encode": "partly or wrong or error or malformed"}

# %% angle_encode
import cirq
import numpy as np

class Liar(cirq.Gate):
    looks = 0

    def _num_qubits_(self):
        return 1

    def _unitary_(self):
        Liar.looks += 1
        return np.eye(2) * Liar.looks

def angle_encode(x, qubits):
    return cirq.Circuit(Liar()(q) for q in qubits)
