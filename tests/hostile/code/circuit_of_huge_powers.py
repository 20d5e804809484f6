"""Sends, as an angle, a formula whose value has more digits than there are atoms."""

DUE = {"angle_encode": "malformed"}

# %% angle_encode
import json

import cirq
from autograder import circuits

def angle_encode(x, qubits):
    formula = {"cirq_type": "sympy.Integer", "i": 9}
    for _ in range(20):
        formula = {"cirq_type": "sympy.Pow", "args": [formula, {"cirq_type": "sympy.Integer", "i": 8}]}
    circuits.to_data = lambda value: json.dumps({"cirq_type": "Rx", "rads": formula})
    return cirq.Circuit()
