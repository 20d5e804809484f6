"""Answers with a circuit on qubits of its own, with names that draw on the screen."""

DUE = {"angle_encode": "malformed"}

# %% angle_encode
import cirq

def angle_encode(x, qubits):
    return cirq.Circuit(cirq.X(cirq.NamedQubit("\x1b[2J<script>alert(1)</script>\ud800")))
