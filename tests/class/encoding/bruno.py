# A gate's exponent taken for its angle, amplitudes not normalised.

# %% basis_encode
def basis_encode(bits, qubits):
    if len(bits) != len(qubits):
        raise ValueError("lengths differ")
    if set(bits) - {0, 1}:
        raise ValueError("bits are 0 or 1")
    circuit = cirq.Circuit()
    for bit, qubit in zip(bits, qubits):
        circuit.append(cirq.X(qubit) if bit == 1 else cirq.I(qubit))
    return circuit

# %% angle_encode
def angle_encode(x, qubits):
    if len(x) != len(qubits) or not np.all(np.isfinite(x)):
        raise ValueError("one number for each qubit")
    return cirq.Circuit(cirq.Y(qubit) ** value for value, qubit in zip(x, qubits))

# %% amplitude_encode
def amplitude_encode(v, qubits):
    v = np.asarray(v, dtype=float)
    if len(v) != 2 ** len(qubits):
        raise ValueError("wrong length")
    columns = np.column_stack([v, np.eye(len(v))[:, 1:]])
    return cirq.Circuit(cirq.MatrixGate(columns).on(*qubits))

# %% qubits_needed
def qubits_needed(num_features, scheme):
    if num_features < 1 or scheme not in ("basis", "angle", "amplitude"):
        raise ValueError("bad arguments")
    return num_features if scheme != "amplitude" else int(np.log2(num_features))
