# A colon is missing in one cell.

# %% basis_encode
def basis_encode(bits, qubits)
    if len(bits) != len(qubits):
        raise ValueError("lengths differ")
    return cirq.Circuit(cirq.X(qubit) ** bit for bit, qubit in zip(bits, qubits))

# %% angle_encode
def angle_encode(x, qubits):
    if len(x) != len(qubits) or not np.isfinite(x).all():
        raise ValueError("x and qubits must have one length, and x be finite")
    gates = []
    for i, qubit in enumerate(qubits):
        gates.append(cirq.ry(x[i])(qubit))
    return cirq.Circuit(gates)
