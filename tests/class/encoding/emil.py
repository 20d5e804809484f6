# A loop that never ends in one task.

# %% angle_encode
def angle_encode(x, qubits):
    if len(x) != len(qubits) or not np.isfinite(x).all():
        raise ValueError("one finite feature for each qubit")
    circuit = cirq.Circuit()
    i = 0
    while i < len(qubits):
        circuit.append(cirq.ry(x[i])(qubits[i]))
    return circuit

# %% qubits_needed
def qubits_needed(num_features, scheme):
    if num_features < 1:
        raise ValueError("no features")
    if scheme == "amplitude":
        n = 1
        while 2**n < num_features:
            n += 1
        return n
    if scheme in ("basis", "angle"):
        return num_features
    raise ValueError("no such scheme")
