"""Sends, as a circuit, text that is deep, broken, or very long."""

DUE = {"angle_encode": "malformed"}

# %% angle_encode
import itertools

import cirq
from autograder import circuits

TEXTS = itertools.cycle(["[" * 10**5, "{}," * 10**6])

def angle_encode(x, qubits):
    circuits.to_data = lambda value: next(TEXTS)
    return cirq.Circuit()
