# Half done: the last tasks are not written yet.

# %% basis_encode
def basis_encode(bits, qubits):
    if len(bits) != len(qubits) or not all(bit in (0, 1) for bit in bits):
        raise ValueError("one bit for each qubit, please")
    moments = [cirq.Moment(cirq.I.on_each(*qubits))]
    moments += [cirq.Moment(cirq.X(qubits[i])) for i in range(len(bits)) if bits[i]]
    return cirq.Circuit(moments)

# %% angle_encode
def angle_encode(x, qubits):
    return cirq.Circuit(cirq.ry(x[i])(qubits[i]) for i in range(len(qubits)))
