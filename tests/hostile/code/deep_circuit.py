"""Answers with circuits inside of circuits, each repeated a thousand times."""

DUE = {"angle_encode": "time-out or malformed or memory or output limit or error"}

# %% angle_encode
import cirq

def angle_encode(x, qubits):
    circuit = cirq.FrozenCircuit(cirq.X.on_each(qubits))
    for _ in range(6):
        circuit = cirq.FrozenCircuit(cirq.CircuitOperation(circuit, repetitions=1000, use_repetition_ids=False))
    return circuit.unfreeze()
