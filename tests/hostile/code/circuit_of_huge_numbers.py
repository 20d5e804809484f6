"""Sends, as a circuit, gates on a billion qubits with a billion controls."""

DUE = {"angle_encode": "malformed"}

# %% angle_encode
import json

import cirq
from autograder import circuits

def angle_encode(x, qubits):
    gate = {"cirq_type": "IdentityGate", "num_qubits": 10**9, "qid_shape": [10**9] * 9}
    for _ in range(20):
        gate = {"cirq_type": "ControlledGate", "num_controls": 10**9, "sub_gate": gate}
    circuits.to_data = lambda value: json.dumps(gate)
    return cirq.Circuit()
