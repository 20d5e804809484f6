"""`turn(angle, qubit)`: a circuit with R_y(angle) on the qubit."""

import cirq
import numpy as np

from autograder import expect, points

HINTS = ("Which gate turns about y?", "cirq.ry", "cirq.Circuit(cirq.ry(angle)(qubit))")


@points(1)
def test_a_qubit_is_turned(learner, rng):
    """A qubit is turned by the angle about the y axis."""
    qubit = cirq.GridQubit(0, 0)
    for angle in (0.5, float(rng.uniform(1, 3))):
        wanted = [np.cos(angle / 2), np.sin(angle / 2)]
        expect.state(learner.turn(angle, qubit), [qubit], wanted)
