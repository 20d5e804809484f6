"""Sends, as a circuit, data that names classes which the judge would build."""

DUE = {"angle_encode": "malformed"}

# %% angle_encode
import json

import cirq
from autograder import circuits

def angle_encode(x, qubits):
    circuits.to_data = lambda value: json.dumps(
        {"cirq_type": "InternalGate", "gate_name": "system", "gate_module": "os", "num_qubits": 2}
    )
    return cirq.Circuit()
