"""Answers with a subclass of a circuit that says something else to everyone who asks."""

DUE = {"angle_encode": "partly or wrong or error or malformed"}

# %% angle_encode
import cirq

class Liar(cirq.Circuit):
    __eq__ = lambda self, other: True
    __hash__ = lambda self: 0

    def all_qubits(self):
        return frozenset()

    def final_state_vector(self, **options):
        return True

def angle_encode(x, qubits):
    return Liar(cirq.I(q) for q in qubits)
