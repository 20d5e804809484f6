"""Answers with qubits whose places equal whole numbers and are none, which Cirq would keep."""

DUE = {"angle_encode": "malformed"}

# %% angle_encode
import cirq

def angle_encode(x, qubits):
    places = [cirq.LineQubit(float(place)) for place in range(20)]
    return cirq.Circuit(cirq.X.on_each(*places), cirq.X(cirq.GridQubit(0, True)))
