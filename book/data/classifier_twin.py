"""The trained classifiers of chapter 10 in JAX: many runs of a few qubits at once.

The states of a batch are one array (2**n, batch) with qubit 0 most significant, and a run of Adam
is one compiled loop, so that hundreds of runs take the time that TensorFlow Quantum needs for few.
The chapter checks that TensorFlow Quantum gives the same expectation values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

Weights = Any
Gate = tuple[jax.Array, jax.Array, jax.Array, jax.Array]
CLIP = 1e-6


def block(x: jax.Array, a: jax.Array, b: jax.Array) -> Gate:
    """The entries 00, 01, 10, 11 of R_y(b) R_z(a) R_y(x); angles in radians."""
    phase = jnp.exp(-0.5j * a)
    cos_x, sin_x, cos_b, sin_b = jnp.cos(x / 2), jnp.sin(x / 2), jnp.cos(b / 2), jnp.sin(b / 2)
    zero = cos_b * phase * cos_x - sin_b * phase.conj() * sin_x
    one = sin_b * phase * cos_x + cos_b * phase.conj() * sin_x
    return zero, -one.conj(), one, zero.conj()


def flip_block(x: jax.Array, a: jax.Array, b: jax.Array) -> Gate:
    """The probabilities |entry|^2 of the block: what a bit does if it is measured after it."""
    z = jnp.cos(x) * jnp.cos(b) - jnp.sin(x) * jnp.sin(b) * jnp.cos(a)
    return (1 + z) / 2, (1 - z) / 2, (1 - z) / 2, (1 + z) / 2


def turn(state: jax.Array, qubit: int, gate: Gate) -> jax.Array:
    """A state (2**n, batch) after a gate, whose entries are (batch,), on one of its qubits."""
    halves = state.reshape(2**qubit, 2, -1, state.shape[-1])
    zero, one = halves[:, 0], halves[:, 1]
    turned = (gate[0] * zero + gate[1] * one, gate[2] * zero + gate[3] * one)
    return jnp.stack(turned, axis=1).reshape(state.shape)


def ladder(num_qubits: int) -> np.ndarray:
    """For each basis state, the one that the CNOTs 0 to 1, 1 to 2, ... carry to it."""
    places = np.arange(num_qubits)[::-1]
    bits = (np.arange(2**num_qubits)[:, np.newaxis] >> places) & 1
    return np.argsort((np.cumsum(bits, axis=1) % 2) @ (1 << places))


def last_z(probabilities: jax.Array) -> jax.Array:
    """<Z> of the last qubit, (batch,), from the probabilities of the basis states."""
    return probabilities[::2].sum(axis=0) - probabilities[1::2].sum(axis=0)


def start_state(num_qubits: int, batch: int, dtype: Any) -> jax.Array:
    """|0...0> for each sample, (2**n, batch)."""
    return jnp.zeros((2**num_qubits, batch), dtype).at[0].set(1)


def circuit(theta: jax.Array, x: jax.Array, uploads: jax.Array) -> jax.Array:
    """<Z> of the last of n qubits, (batch,).

    Args:
        theta: (layers, n, 2) angles of R_z and R_y, in radians.
        x: (batch, n) angles of the features.
        uploads: (layers,) ones and zeros: does this layer upload x?
    """
    num_qubits, order = theta.shape[1], ladder(theta.shape[1])

    def layer(state: jax.Array, inputs: tuple[jax.Array, jax.Array]) -> tuple[jax.Array, None]:
        angles, upload = inputs
        for i in range(num_qubits):
            state = turn(state, i, block(upload * x[:, i], angles[i, 0], angles[i, 1]))
        return state[order], None

    state, _ = jax.lax.scan(layer, start_state(num_qubits, len(x), complex), (theta, uploads))
    return last_z(jnp.abs(state) ** 2)


def dephased_circuit(theta: jax.Array, x: jax.Array, uploads: jax.Array) -> jax.Array:
    """As ``circuit``, but all qubits are measured after each layer: chance, not amplitudes."""
    num_qubits, order = theta.shape[1], ladder(theta.shape[1])

    def layer(state: jax.Array, inputs: tuple[jax.Array, jax.Array]) -> tuple[jax.Array, None]:
        angles, upload = inputs
        for i in range(num_qubits):
            state = turn(state, i, flip_block(upload * x[:, i], angles[i, 0], angles[i, 1]))
        return state[order], None

    state, _ = jax.lax.scan(layer, start_state(num_qubits, len(x), float), (theta, uploads))
    return last_z(state)


def one_qubit(theta: jax.Array, x: jax.Array, uploads: jax.Array) -> jax.Array:
    """As ``circuit``, with all gates on a single qubit, one feature after another."""

    def layer(state: jax.Array, inputs: tuple[jax.Array, jax.Array]) -> tuple[jax.Array, None]:
        angles, upload = inputs
        for i in range(theta.shape[1]):
            state = turn(state, 0, block(upload * x[:, i], angles[i, 0], angles[i, 1]))
        return state, None

    state, _ = jax.lax.scan(layer, start_state(1, len(x), complex), (theta, uploads))
    return last_z(jnp.abs(state) ** 2)


def perceptron(w: Weights, x: jax.Array) -> jax.Array:
    """Logits, (batch,), of a network with one hidden layer of tanh."""
    return jnp.tanh(x @ w["kernel"] + w["bias"]) @ w["readout"] + w["shift"]


def cross_entropy(p: jax.Array, y: jax.Array) -> jax.Array:
    """Mean binary cross-entropy (natural logarithm) of p(1), (batch,), and labels y."""
    p = jnp.clip(p, CLIP, 1 - CLIP)
    return -jnp.mean(y * jnp.log(p) + (1 - y) * jnp.log(1 - p))


def adam(
    loss: Callable[[Weights], jax.Array], w: Weights, rate: jax.Array, steps: int
) -> tuple[Weights, jax.Array]:
    """Adam with its usual constants on the whole training set: the weights and the losses."""
    tree = jax.tree.map
    slopes = jax.value_and_grad(loss)

    def step(carry: tuple, t: jax.Array) -> tuple[tuple, jax.Array]:
        w, mean, square = carry
        value, g = slopes(w)
        mean = tree(lambda m, g: 0.9 * m + 0.1 * g, mean, g)
        square = tree(lambda s, g: 0.999 * s + 0.001 * g**2, square, g)
        size = rate * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
        w = tree(lambda w, m, s: w - size * m / (jnp.sqrt(s) + 1e-7), w, mean, square)
        return (w, mean, square), value

    zero = tree(jnp.zeros_like, w)
    (w, _, _), losses = jax.lax.scan(step, (w, zero, zero), jnp.arange(1.0, steps + 1))
    return w, losses
