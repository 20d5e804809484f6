"""Known wrong answers to `expectations`, each with what it says of the learner's thinking."""

import re

import cirq
import numpy as np
import tensorflow as tf
import tensorflow_quantum as tfq

from autograder import misconception


def measured(circuit, names, values, observable):
    """⟨observable⟩ of each row, shape (batch, 1)."""
    layer = tfq.layers.Expectation()
    values = tf.convert_to_tensor(values, dtype=tf.float32)
    return layer(circuit, symbol_names=names, symbol_values=values, operators=observable).numpy()


def natural(name):
    parts = re.split(r"(\d+)", str(name))
    return [(not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]


@misconception(
    "columns taken in the order of sorted names",
    "The names were sorted, and the columns of `values` were not, so angles go to other rotations. This is what "
    "`PQC` and `ControlledPQC` do with their symbols. Give TFQ `symbols` as they are, or sort both.",
)
def sorted_names(circuit, symbols, values, observable):
    return measured(circuit, sorted(map(str, symbols)), values, observable)[:, 0]


@misconception(
    "columns sorted without the names",
    "The columns of `values` were put in the order of the sorted names, but TFQ was given the unsorted names. Both must "
    "have one order.",
)
def sorted_columns(circuit, symbols, values, observable):
    order = np.argsort([str(symbol) for symbol in symbols])
    return measured(circuit, list(symbols), np.asarray(values)[:, order], observable)[:, 0]


@misconception(
    "columns sorted by the numbers in the names for a layer that sorts them as text",
    "`ControlledPQC` sorts names as text, where `t10` comes before `t2`; the columns were sorted by the number inside. "
    "The names must decide as text, or not at all.",
)
def sorted_by_number(circuit, symbols, values, observable):
    order = sorted(range(len(symbols)), key=lambda j: natural(symbols[j]))
    columns = np.asarray(values)[:, order]
    return measured(circuit, sorted(map(str, symbols)), columns, observable)[:, 0]


@misconception(
    "symbols in the order in which the circuit applies them",
    "The names were read from the circuit. Column j belongs to `symbols[j]`, in whatever order the circuit uses them.",
)
def order_of_the_circuit(circuit, symbols, values, observable):
    names = dict.fromkeys(
        name for op in circuit.all_operations() for name in sorted(cirq.parameter_names(op))
    )
    return measured(circuit, list(names), values, observable)[:, 0]


@misconception(
    "capitals and small letters taken as equal",
    "Name and column were matched by `str.lower`, which takes `A` and `a` for one symbol. They are two.",
)
def ignoring_case(circuit, symbols, values, observable):
    columns = {str(symbol).lower(): column for symbol, column in zip(symbols, np.asarray(values).T)}
    values = np.stack([columns[str(symbol).lower()] for symbol in symbols], axis=1)
    return measured(circuit, list(symbols), values, observable)[:, 0]


@misconception(
    "a column in place of a vector",
    "TFQ's result has one column for each operator, so its shape is (batch, 1). Take the column: `[:, 0]`.",
)
def column(circuit, symbols, values, observable):
    return measured(circuit, list(symbols), values, observable)


@misconception(
    "all axes of length one removed",
    "`np.squeeze` also removes the axis of a batch of one row and leaves a bare number. Take the column: `[:, 0]`.",
)
def squeezed(circuit, symbols, values, observable):
    return np.squeeze(measured(circuit, list(symbols), values, observable))


@misconception(
    "only the first row",
    "One row of `values` was run and the others were left out. Each row gives an expectation value of its own.",
)
def first_row(circuit, symbols, values, observable):
    return measured(circuit, list(symbols), np.asarray(values)[:1], observable)[:, 0]


@misconception(
    "the mean over the rows",
    "The expectation values were averaged over the batch. Each row is a circuit of its own: return one number for each.",
)
def mean_of_rows(circuit, symbols, values, observable):
    rows = measured(circuit, list(symbols), values, observable)[:, 0]
    return np.array([np.mean(rows)])


@misconception(
    "estimates from a limited number of shots",
    "`SampledExpectation` estimates the mean of some measurements and so differs from run to run. The exact expectation "
    "value comes from `Expectation`.",
    undiagnosable="the estimates differ from run to run, and TFQ's samplers can't be seeded",
)
def sampled(circuit, symbols, values, observable):
    layer = tfq.layers.SampledExpectation()
    values = tf.convert_to_tensor(values, dtype=tf.float32)
    options = {"symbol_names": list(symbols), "symbol_values": values, "operators": observable}
    return layer(circuit, repetitions=500, **options).numpy()[:, 0]


@misconception(
    "angles turned into half turns",
    "The values were divided by π, as a gate's exponent would be. They are the symbols' values already: pass them as "
    "they are.",
)
def half_turns(circuit, symbols, values, observable):
    return measured(circuit, list(symbols), np.asarray(values) / np.pi, observable)[:, 0]


@misconception(
    "the probability of 1 in place of the expectation value",
    "(1 − ⟨Z⟩)/2 is the probability of measuring 1. The task asks for ⟨observable⟩ itself.",
)
def probability(circuit, symbols, values, observable):
    return (1 - measured(circuit, list(symbols), values, observable)[:, 0]) / 2


@misconception(
    "only the first term of the sum",
    "A `PauliSum` has several terms and only one was measured. TFQ takes the whole sum as one operator.",
)
def first_term(circuit, symbols, values, observable):
    terms = list(observable) if isinstance(observable, cirq.PauliSum) else [observable]
    return measured(circuit, list(symbols), values, terms[0])[:, 0]


@misconception(
    "terms added without their coefficients",
    "The terms of the sum were measured one by one and added, without their coefficients. TFQ takes the whole sum as one "
    "operator.",
)
def without_coefficients(circuit, symbols, values, observable):
    terms = list(observable) if isinstance(observable, cirq.PauliSum) else [observable]
    bare = [term / term.coefficient for term in terms]
    return sum(measured(circuit, list(symbols), values, term)[:, 0] for term in bare)


@misconception(
    "the constant left out",
    "The sum's constant is a term as well: ⟨O + c⟩ = ⟨O⟩ + c. TFQ takes the whole sum as one operator.",
)
def without_constant(circuit, symbols, values, observable):
    terms = list(observable) if isinstance(observable, cirq.PauliSum) else [observable]
    return measured(circuit, list(symbols), values, sum(term for term in terms if term.qubits))[
        :, 0
    ]


@misconception(
    "every observable taken for Z",
    "Only Z is measured directly, but ⟨X⟩ and ⟨Y⟩ differ from ⟨Z⟩. Pass `observable` on to TFQ as it is.",
)
def always_z(circuit, symbols, values, observable):
    terms = list(observable) if isinstance(observable, cirq.PauliSum) else [observable]
    in_z = [term.coefficient * cirq.PauliString(cirq.Z(q) for q in term.qubits) for term in terms]
    return measured(circuit, list(symbols), values, cirq.PauliSum.from_pauli_strings(in_z))[:, 0]
