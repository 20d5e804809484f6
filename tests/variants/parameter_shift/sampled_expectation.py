"""Right answers to `sampled_expectation`, each written in its own way."""

from collections import Counter

import cirq
import numpy as np


def _positive(shots):
    if shots < 1:
        raise ValueError(f"at least one shot is needed, got {shots}")


def signs_of_bits(circuit, qubits, shots, seed):
    _positive(shots)
    result = cirq.Simulator(seed=seed).run(
        circuit + cirq.measure(*qubits, key="m"), repetitions=shots
    )
    return float(np.mean(np.prod(1 - 2 * result.measurements["m"].astype(int), axis=1)))


def parity_of_counts(circuit, qubits, shots, seed):
    _positive(shots)
    measured = cirq.Circuit(circuit, cirq.measure(*qubits, key="m"))
    counts = cirq.Simulator(seed=seed).run(measured, repetitions=shots).histogram(key="m")
    even = sum(count for number, count in counts.items() if bin(number).count("1") % 2 == 0)
    return (2 * even - shots) / shots


def one_key_a_qubit(circuit, qubits, shots, seed):
    _positive(shots)
    copy = circuit.copy()
    copy.append(cirq.measure_each(*qubits))
    outcomes = cirq.Simulator(seed=seed, dtype=np.complex128).run(copy, repetitions=shots)
    product = np.ones(shots)
    for qubit in qubits:
        product *= (-1.0) ** outcomes.measurements[str(qubit)][:, 0]
    return product.mean()


def parity_into_an_ancilla(circuit, qubits, shots, seed):
    _positive(shots)
    ancilla = cirq.NamedQubit("parity")
    gates = [cirq.CNOT(qubit, ancilla) for qubit in qubits]
    measured = circuit + cirq.Circuit(gates, cirq.measure(ancilla, key="odd"))
    odd = cirq.Simulator(seed=seed).run(measured, repetitions=shots).data["odd"]
    return 1 - 2 * float(odd.mean())


def samples_of_the_state(circuit, qubits, shots, seed):
    _positive(shots)
    order = sorted(circuit.all_qubits())
    state = circuit.final_state_vector(qubit_order=order)
    places = [order.index(qubit) for qubit in qubits]
    bits = cirq.sample_state_vector(state, places, repetitions=shots, seed=seed)
    return float(np.mean([1 if sum(row) % 2 == 0 else -1 for row in bits.tolist()]))


def numpy_draws(circuit, qubits, shots, seed):
    _positive(shots)
    order = [*qubits, *sorted(circuit.all_qubits() - set(qubits))]
    probabilities = np.abs(circuit.final_state_vector(qubit_order=order, dtype=np.complex128)) ** 2
    drawn = np.random.default_rng(seed).choice(
        len(probabilities), size=shots, p=probabilities / probabilities.sum()
    )
    counts = Counter(
        f"{number:0{len(order)}b}"[: len(qubits)].count("1") % 2 for number in drawn.tolist()
    )
    return (counts[0] - counts[1]) / shots


def binomial_draw(circuit, qubits, shots, seed):
    _positive(shots)
    observable = cirq.PauliString(dict.fromkeys(qubits, cirq.Z))
    mean = (
        cirq.Simulator(dtype=np.complex128).simulate_expectation_values(circuit, observable)[0].real
    )
    even = np.random.RandomState(seed % 2**32).binomial(shots, min(1.0, max(0.0, (1 + mean) / 2)))
    return np.float64(2 * even - shots) / shots


def shot_by_shot(circuit, qubits, shots, seed):
    _positive(shots)
    simulator = cirq.Simulator(seed=np.random.RandomState(seed))
    measured = circuit + cirq.measure(*qubits, key="m")
    total = 0
    for _ in range(shots):
        (bits,) = simulator.run(measured).measurements["m"]
        total += -1 if bits.sum() % 2 else 1
    return total / shots


def seed_of_numpy(circuit, qubits, shots, seed):
    _positive(shots)
    np.random.seed(seed)
    frame = cirq.Simulator().sample(
        circuit + [cirq.measure(q, key=str(q)) for q in qubits], repetitions=shots
    )
    return float((1 - 2 * frame[[str(q) for q in qubits]].to_numpy()).prod(axis=1).mean())
