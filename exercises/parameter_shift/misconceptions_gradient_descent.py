"""Known wrong answers to `gradient_descent`, each with what it says of the learner's thinking."""

import numpy as np

from autograder import misconception


def slope(f, theta):
    """The gradient by the parameter-shift rule."""
    shifts = np.pi / 2 * np.eye(len(theta))
    return np.array([f(theta + shift) - f(theta - shift) for shift in shifts]) / 2


@misconception(
    "uphill in place of downhill",
    "The gradient points to where f grows. To descend, subtract it: angles − learning_rate · gradient.",
)
def uphill(f, theta, learning_rate, steps):
    for _ in range(steps):
        theta = theta + learning_rate * slope(f, theta)
    return theta


@misconception(
    "one step whatever `steps` says",
    "The angles were moved once. Repeat gradient and move `steps` times, and return after the loop, not inside it.",
)
def one_step(f, theta, learning_rate, steps):
    return theta - learning_rate * slope(f, theta) if steps else theta


@misconception(
    "every gradient taken at the first angles",
    "All steps used the gradient at the angles given at first, whether it was computed once before the loop or again "
    "and again at the same place. It belongs to the angles reached so far: compute it anew, there, in each step.",
)
def stale_gradient(f, theta, learning_rate, steps):
    angles = theta.copy()
    for _ in range(steps):
        angles = angles - learning_rate * slope(f, theta)
    return angles


@misconception(
    "the caller's angles overwritten",
    "`theta -= ...` changes the caller's array. Start with `theta = theta.copy()`, or write `theta = theta - ...`.",
)
def in_place(f, theta, learning_rate, steps):
    for _ in range(steps):
        theta -= learning_rate * slope(f, theta)
    return theta


@misconception(
    "angles moved one after the other",
    "Each angle was moved before the next entry of the gradient was computed (coordinate descent). In plain descent the "
    "whole gradient is taken at one point, then all angles move together.",
)
def one_after_the_other(f, theta, learning_rate, steps):
    theta = theta.copy()
    for _ in range(steps):
        for shift in np.pi / 2 * np.eye(len(theta)):
            entry = (f(theta + shift) - f(theta - shift)) / 2
            theta[shift > 0] -= learning_rate * entry
    return theta


@misconception(
    "the length of the gradient divided out",
    "Each step had the length learning_rate. Plain descent uses the gradient as it is, so that steps shrink near the "
    "minimum.",
)
def normalised(f, theta, learning_rate, steps):
    for _ in range(steps):
        gradient = slope(f, theta)
        theta = theta - learning_rate * gradient / np.linalg.norm(gradient)
    return theta


@misconception(
    "only the sign of the gradient used",
    "Each angle moved by the learning rate itself. The step is learning_rate times the gradient, not times its sign.",
)
def sign_only(f, theta, learning_rate, steps):
    for _ in range(steps):
        theta = theta - learning_rate * np.sign(slope(f, theta))
    return theta


@misconception(
    "the factor ½ of the shift rule forgotten",
    "The steps are twice as long as they should be, which is what f(θ + π/2) − f(θ − π/2) without the factor ½ gives.",
)
def half_forgotten(f, theta, learning_rate, steps):
    for _ in range(steps):
        theta = theta - learning_rate * 2 * slope(f, theta)
    return theta


@misconception(
    "a finite difference in place of the shift rule",
    "The gradient comes from points 1e-4 apart. Single precision in f, as here, or shots make it wrong: use the "
    "parameter-shift gradient.",
)
def finite_difference(f, theta, learning_rate, steps):
    for _ in range(steps):
        near = 1e-4 * np.eye(len(theta))
        gradient = np.array([f(theta + step) - f(theta - step) for step in near]) / 2e-4
        theta = theta - learning_rate * gradient
    return theta


@misconception(
    "a learning rate that decays",
    "Step k used learning_rate/k. Plain descent keeps the learning rate as it was given.",
)
def decaying(f, theta, learning_rate, steps):
    for k in range(1, steps + 1):
        theta = theta - learning_rate / k * slope(f, theta)
    return theta


@misconception(
    "momentum added",
    "Each step carries part of the step before it. That is descent with momentum; the task asks for plain descent.",
)
def momentum(f, theta, learning_rate, steps):
    velocity = np.zeros_like(theta)
    for _ in range(steps):
        velocity = 0.9 * velocity - learning_rate * slope(f, theta)
        theta = theta + velocity
    return theta


@misconception(
    "one step too many",
    "`range(steps + 1)` makes steps + 1 rounds. `range(steps)` makes `steps` of them, from 0 to steps − 1.",
)
def one_too_many(f, theta, learning_rate, steps):
    for _ in range(steps + 1):
        theta = theta - learning_rate * slope(f, theta)
    return theta


@misconception(
    "one step too few",
    "`range(1, steps)` makes steps − 1 rounds. `range(steps)` makes `steps` of them.",
)
def one_too_few(f, theta, learning_rate, steps):
    for _ in range(1, steps):
        theta = theta - learning_rate * slope(f, theta)
    return theta.copy()


@misconception(
    "f evaluated along the way",
    "The angles are right, but f was also evaluated at the angles reached, perhaps to print or to record it. On a "
    "device each evaluation costs shots: the task allows two for each angle and step.",
)
def watching(f, theta, learning_rate, steps):
    for _ in range(steps):
        f(theta)
        theta = theta - learning_rate * slope(f, theta)
    return theta


@misconception(
    "the gradient computed anew for each angle",
    "The angles are right, but the whole gradient was computed once for every angle: 2p² evaluations a step. Compute it "
    "once a step and use all its entries.",
)
def gradient_for_each_angle(f, theta, learning_rate, steps):
    for _ in range(steps):
        theta = theta - learning_rate * np.array([slope(f, theta)[i] for i in range(len(theta))])
    return theta


@misconception(
    "a gradient computed before the first step is due",
    "With `steps` = 0 nothing has to be computed, but f was evaluated: the gradient is taken before the loop, or once "
    "more after it. Take it at the beginning of each round.",
)
def gradient_when_none_is_due(f, theta, learning_rate, steps):
    gradient = slope(f, theta)
    for k in range(steps):
        theta = theta - learning_rate * gradient
        if k + 1 < steps:
            gradient = slope(f, theta)
    return theta


@misconception(
    "the whole path returned",
    "The result has a row for every step. The task asks for the angles after the last step, shape (p,).",
)
def whole_path(f, theta, learning_rate, steps):
    path = [theta]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * slope(f, path[-1]))
    return np.array(path)


@misconception(
    "the last gradient returned",
    "What came back is the gradient of the last step, not the angles that it led to.",
)
def gradient_returned(f, theta, learning_rate, steps):
    gradient = np.zeros_like(theta)
    for _ in range(steps):
        gradient = slope(f, theta)
        theta = theta - learning_rate * gradient
    return gradient
