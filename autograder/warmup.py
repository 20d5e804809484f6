"""What a nursery does once so that none of its workers does it anew; runs no TensorFlow operation.

Left to the workers, each of these would cost a second of CPU for every submission.
"""

from __future__ import annotations


def draw() -> None:
    """A first figure costs ten times the second."""
    import matplotlib.pyplot as plt

    for projection in (None, "3d"):
        figure = plt.figure()
        axes = figure.add_subplot(projection=projection)
        axes.plot([0, 1], [0, 1], label="$x$")
        axes.set_title("title")
        axes.legend()
        figure.tight_layout()
        figure.canvas.draw()
    plt.close("all")


def convert_layers() -> None:
    """AutoGraph rewrites a layer's code when it first builds a graph, and keeps what it made.

    TensorFlow has no public name for "convert and keep"; the version is pinned, and
    tests/test_sandbox.py notices if a worker converts them again.
    """
    from tensorflow.python.autograph.core.converter import ConversionOptions, ProgramContext
    from tensorflow.python.autograph.impl import api
    from tensorflow_quantum.core.ops import tfq_adj_grad_op, tfq_utility_ops
    from tensorflow_quantum.python import layers
    from tensorflow_quantum.python.layers.circuit_executors import input_checks

    called_by_keras = ProgramContext(ConversionOptions(recursive=True, optional_features=None))
    for function in (
        layers.AddCircuit.call,
        layers.PQC.call,
        layers.ControlledPQC.call,
        layers.Expectation.call,
        layers.SampledExpectation.call,
        input_checks.expand_circuits,
        input_checks.expand_operators,
        tfq_utility_ops.append_circuit,
        tfq_adj_grad_op.tfq_adj_grad,
    ):
        api._convert_actual(function, called_by_keras)
