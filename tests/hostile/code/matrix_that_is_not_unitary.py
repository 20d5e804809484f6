"""Sends a gate whose matrix is not unitary but makes the wanted state."""

DUE = {"angle_encode": "partly or wrong or malformed or error"}

# %% angle_encode
import json

import cirq
import numpy as np
from autograder import circuits

def angle_encode(x, qubits):
    first, second = ([np.cos(a / 2), np.sin(a / 2)] for a in x)
    matrix = np.outer(np.kron(first, second), np.ones(4))
    gate = {"cirq_type": "MatrixGate", "matrix": matrix.tolist(), "qid_shape": [2, 2]}
    placed = [{"cirq_type": "GridQubit", "row": q.row, "col": q.col} for q in qubits]
    data = {"cirq_type": "GateOperation", "gate": gate, "qubits": placed}
    text = json.dumps({"cirq_type": "Circuit", "moments": [{"cirq_type": "Moment", "operations": [data]}]})
    circuits.to_data = lambda value: text
    return cirq.Circuit()
