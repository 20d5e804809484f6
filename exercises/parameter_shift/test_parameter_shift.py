"""`parameter_shift(f, theta)`: the exact gradient of an expectation value, from two values an angle."""

import cirq
import numpy as np

from autograder import expect, points
from autograder.learner import Oracle

HINTS = (
    "As a function of one angle, f is a + b cos(θ) + c sin(θ). Put θ + π/2 and θ − π/2 in: what is left of the "
    "difference of the two values?",
    "For each i: move angle i of a copy by +π/2 and by −π/2, evaluate f at both, and halve the difference. No limit is "
    "taken, so nothing is divided by the shift.",
    "`shift = np.zeros_like(theta)`, then `shift[i] = np.pi / 2`; the entry is `(f(theta + shift) - f(theta - shift)) / 2`.",
)

NOISE = 1e-3
ATOL = 1e-6
ATOL_UNDER_NOISE = 2e-2


def angles(theta):
    """What f was given as an array; ValueError if it is not one of shape (p,)."""
    theta = np.asarray(theta, dtype=float)
    if theta.ndim != 1:
        raise ValueError(f"f takes the whole array of angles; it got the shape {theta.shape}")
    return theta


def parity(theta):
    """P(even parity) = (1 + ⟨Z…Z⟩)/2 after R_y(θ_i) on qubit i, where ⟨Z…Z⟩ = Π cos θ_i."""
    return float(0.5 + 0.5 * np.prod(np.cos(angles(theta))))


def parity_gradient(theta):
    """The derivatives of `parity`: in factor i the cosine becomes −sin θ_i."""
    own = np.eye(len(theta), dtype=bool)
    return 0.5 * np.prod(np.where(own, -np.sin(theta), np.cos(theta)), axis=1)


def entangled(theta):
    """⟨0.6 Z_1 + 0.4 X_0 Z_1⟩ after R_y(θ_0), a CNOT, R_y(θ_1) and R_z(θ_2), simulated by Cirq."""
    theta = angles(theta)
    a, b = cirq.GridQubit.rect(1, 2)
    circuit = cirq.Circuit(
        cirq.ry(theta[0])(a), cirq.CNOT(a, b), cirq.ry(theta[1])(b), cirq.rz(theta[2])(a)
    )
    simulator = cirq.Simulator(dtype=np.complex128)
    observable = 0.6 * cirq.Z(b) + 0.4 * cirq.X(a) * cirq.Z(b)
    return float(simulator.simulate_expectation_values(circuit, observable)[0].real)


def entangled_gradient(theta):
    """The derivatives of 0.6 cos θ_0 cos θ_1 − 0.4 sin θ_0 sin θ_1 cos θ_2."""
    (ca, cb, cc), (sa, sb, sc) = np.cos(theta), np.sin(theta)
    by_a, by_b = -0.6 * sa * cb - 0.4 * ca * sb * cc, -0.6 * ca * sb - 0.4 * sa * cb * cc
    return np.array([by_a, by_b, 0.4 * sa * sb * sc])


def single(f):
    """f in single precision, which is how simulators of circuits compute by default."""
    return lambda theta: float(np.float32(f(theta)))


def noisy(f, rng, p):
    """f with an error of at most 1e-3 that depends on the point, wildly but repeatably."""
    wave, phase = rng.normal(size=p), rng.uniform(0, 2 * np.pi)
    return lambda theta: f(theta) + NOISE * float(np.sin(1e6 * (wave @ angles(theta)) + phase))


@points(1)
def test_one_angle(learner, rng):
    """For one angle the result is the derivative of f, to 1e-6."""
    for theta in (np.array([0.5]), rng.uniform(-3, -1, 1), rng.uniform(0, 3, 1), np.array([7.3])):
        got = learner.parameter_shift(Oracle(parity), theta)
        what = "The derivative of f = (1 + cos θ)/2"
        expect.close(got, parity_gradient(theta), what=what, atol=ATOL)


@points(1)
def test_several_angles_in_single_precision(learner, rng):
    """Entry i is the derivative by angle i, to 1e-6 although f is rounded to single precision."""
    for p in (2, 3, 5):
        theta = rng.uniform(0.3, 1.2, p)
        got = learner.parameter_shift(Oracle(single(parity)), theta)
        what = "The gradient of f = (1 + Π cos θ_i)/2, with f rounded to single precision,"
        expect.close(got, parity_gradient(theta), what=what, atol=ATOL)
    for _ in range(2):
        theta = rng.uniform(-3, 3, 3)
        got = learner.parameter_shift(Oracle(single(entangled)), theta)
        what = "The gradient of an entangled circuit, with f rounded to single precision,"
        expect.close(got, entangled_gradient(theta), what=what, atol=ATOL)


@points(1)
def test_noise_is_not_magnified(learner, rng):
    """Where every value of f is off by up to 1e-3, the gradient stays right to 2e-2."""
    for p in (1, 2, 4, 4):
        theta = rng.uniform(0.2, 0.9, p)
        got = learner.parameter_shift(Oracle(noisy(parity, rng, p)), theta)
        what = "The gradient of f = (1 + Π cos θ_i)/2, with each value off by up to 1e-3,"
        expect.close(got, parity_gradient(theta), what=what, atol=ATOL_UNDER_NOISE)


@points(0.5)
def test_two_evaluations_an_angle(learner, rng):
    """f is evaluated at most twice for each angle."""
    for p in (1, 2, 4):
        theta = rng.uniform(0.2, 0.9, p)
        f = Oracle(noisy(parity, rng, p))
        got = learner.parameter_shift(f, theta)
        what = "The gradient of f = (1 + Π cos θ_i)/2, with each value off by up to 1e-3,"
        expect.close(got, parity_gradient(theta), what=what, atol=ATOL_UNDER_NOISE)
        expect.that(
            len(f.points) <= 2 * p,
            f"With {p} angle{'s' * (p > 1)} f may be evaluated {2 * p} times. It was evaluated "
            f"{len(f.points)} times, and each evaluation costs shots.",
        )


@points(0.5)
def test_many_angles_and_none(learner, rng):
    """The result has the shape of θ, for many angles and for none."""
    theta = rng.uniform(-0.3, 0.3, 40)
    got = learner.parameter_shift(Oracle(single(parity)), theta)
    expect.close(got, parity_gradient(theta), what="The gradient by 40 angles", atol=ATOL)
    f = Oracle(parity)
    got = learner.parameter_shift(f, np.zeros(0))
    expect.close(got, np.zeros(0), what="The gradient without angles")
    times = f"it was evaluated {len(f.points)} times"
    expect.that(not f.points, f"Without angles f need not be evaluated; {times}.")
