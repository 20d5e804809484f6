"""Answers with a circuit that is sent in time and would take long to simulate."""

DUE = {"angle_encode": "malformed"}

# %% angle_encode
import json

import cirq
from autograder import circuits

def angle_encode(x, qubits):
    data = json.loads(cirq.to_json(cirq.Circuit(cirq.X.on_each(qubits))))
    data["moments"] *= 5_000
    circuits.to_data = lambda value: json.dumps(data)
    return cirq.Circuit()
