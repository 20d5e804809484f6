"""Answers with a circuit whose angles are symbols without values."""

DUE = {"angle_encode": "wrong"}

# %% angle_encode
import cirq
import sympy

def angle_encode(x, qubits):
    return cirq.Circuit(cirq.ry(sympy.Symbol(f"a{i}"))(q) for i, q in enumerate(qubits))
