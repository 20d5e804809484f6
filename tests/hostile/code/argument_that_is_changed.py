"""Changes the arguments, so that the judge compares with something else."""

DUE = {"angle_encode": "partly"}

# %% angle_encode
import cirq

def angle_encode(x, qubits):
    x[:] = 0
    return cirq.Circuit(cirq.ry(a)(q) for a, q in zip(x, qubits))
