"""Known wrong answers to `turn`."""

import cirq

from autograder import misconception


@misconception("half turns for radians", "The exponent of a gate counts half turns.")
def half_turns(angle, qubit):
    return cirq.Circuit(cirq.Y(qubit) ** angle)


@misconception("about x", "R_x turns about another axis.")
def about_x(angle, qubit):
    return cirq.Circuit(cirq.rx(angle)(qubit))
