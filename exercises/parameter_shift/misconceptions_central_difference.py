"""Known wrong answers to `central_difference`, each with what it says of the learner's thinking."""

import numpy as np

from autograder import misconception


def moved(theta, i, by):
    """θ with angle i moved."""
    copy = theta.copy()
    copy[i] += by
    return copy


def rise(f, theta, i, step):
    """f(θ + step e_i) − f(θ − step e_i)."""
    return f(moved(theta, i, step)) - f(moved(theta, i, -step))


@misconception(
    "a forward difference",
    "(f(θ + h) − f(θ))/h looks to one side only: its error shrinks with h, that of the central difference with h². "
    "Move the angle by h to both sides.",
)
def forward(f, theta, step):
    return np.array([(f(moved(theta, i, step)) - f(theta)) / step for i in range(len(theta))])


@misconception(
    "a backward difference",
    "(f(θ) − f(θ − h))/h looks to one side only: its error shrinks with h, that of the central difference with h². "
    "Move the angle by h to both sides.",
)
def backward(f, theta, step):
    return np.array([(f(theta) - f(moved(theta, i, -step))) / step for i in range(len(theta))])


@misconception(
    "divided by h in place of 2h",
    "The two points lie 2h apart, so the difference of their values is divided by 2h.",
)
def divided_by_step(f, theta, step):
    return np.array([rise(f, theta, i, step) / step for i in range(len(theta))])


@misconception(
    "brackets missing around 2 * step",
    "Python reads `a / 2 * step` as `(a / 2) * step`: this multiplies by h. Write `a / (2 * step)`.",
)
def brackets_missing(f, theta, step):
    return np.array([rise(f, theta, i, step) / 2 * step for i in range(len(theta))])


@misconception(
    "half a step to each side",
    "The points lie h/2 to either side of θ. That is a central difference too, but with half the step that was asked "
    "for: here each point is a whole step h away, and the divisor is 2h.",
)
def half_steps(f, theta, step):
    return np.array([rise(f, theta, i, step / 2) / step for i in range(len(theta))])


@misconception(
    "the sign turned round",
    "The value behind θ minus the value ahead of it is the slope with the wrong sign: f(θ + h) comes first.",
)
def sign_turned(f, theta, step):
    return np.array([-rise(f, theta, i, step) / (2 * step) for i in range(len(theta))])


@misconception(
    "the step ignored",
    "The points are a fixed tiny distance from θ. The caller chooses `step`: with shots a tiny one drowns in noise, so "
    "it must have an effect.",
)
def step_ignored(f, theta, step):
    return np.array([rise(f, theta, i, 1e-5) / 2e-5 for i in range(len(theta))])


@misconception(
    "the parameter-shift rule in place of a difference",
    "½ [f(θ + π/2) − f(θ − π/2)] is the next task. Here the shift is `step` and the divisor is 2h, which gives the "
    "derivative only approximately.",
)
def shift_rule(f, theta, step):
    return np.array([rise(f, theta, i, np.pi / 2) / 2 for i in range(len(theta))])


@misconception(
    "divided by 2 sin h in place of 2h",
    "With 2 sin h this becomes the exact shift rule of the next task. The central difference divides by the distance "
    "of the two points, 2h; that it is not exact is what this task shows.",
)
def divided_by_sine(f, theta, step):
    return np.array([rise(f, theta, i, step) / (2 * np.sin(step)) for i in range(len(theta))])


@misconception(
    "a step relative to the angle",
    "The angle was moved by h·θ_i. The step is in radians and the same for every angle; relative steps vanish where "
    "an angle is 0.",
)
def relative_step(f, theta, step):
    steps = step * theta
    return np.array([rise(f, theta, i, s) / (2 * s) for i, s in enumerate(steps)])


@misconception(
    "all angles moved at once",
    "`theta + step` moves every angle, so every entry is the same: the slope along the diagonal. For entry i only "
    "angle i moves.",
)
def all_at_once(f, theta, step):
    return np.array([(f(theta + step) - f(theta - step)) / (2 * step) for _ in theta])


@misconception(
    "shifts that pile up",
    "The copy of θ was made once, before the loop, so the shift of one angle is still there when the next one moves. "
    "Start from θ again for each entry.",
)
def piling_up(f, theta, step):
    ahead, behind = theta.copy(), theta.copy()
    gradient = np.zeros(len(theta))
    for i in range(len(theta)):
        ahead[i] += step
        behind[i] -= step
        gradient[i] = (f(ahead) - f(behind)) / (2 * step)
    return gradient


@misconception(
    "the caller's angles overwritten",
    "`theta[i] += step` changes the caller's array, also when the name is given to a second variable. Make a copy with "
    "`theta.copy()` first.",
)
def in_place(f, theta, step):
    gradient = np.zeros(len(theta))
    for i in range(len(theta)):
        theta[i] += step
        ahead = f(theta)
        theta[i] -= 2 * step
        gradient[i] = (ahead - f(theta)) / (2 * step)
    return gradient


@misconception(
    "two names for one array",
    "Both points are the same array, so the difference is always 0: `behind = ahead` gives a second name, not a second "
    "array. Make two copies with `theta.copy()`, or add a vector to `theta`, which makes a new array each time.",
)
def two_names(f, theta, step):
    gradient = np.zeros(len(theta))
    for i in range(len(theta)):
        ahead = behind = theta.copy()
        ahead[i] += step
        behind[i] -= step
        gradient[i] = (f(ahead) - f(behind)) / (2 * step)
    return gradient


@misconception(
    "the caller's angles moved and put back",
    "`theta[i]` was moved in place and moved back. In floating-point numbers (a + b) − b is not always a, so the "
    "caller's angles come back changed by a rounding error. Work on a copy, `theta.copy()`.",
)
def put_back(f, theta, step):
    gradient = np.zeros(len(theta))
    for i in range(len(theta)):
        theta[i] += step
        ahead = f(theta)
        theta[i] -= 2 * step
        gradient[i] = (ahead - f(theta)) / (2 * step)
        theta[i] += step
    return gradient


@misconception(
    "the slopes added up",
    "The result is one number, the sum of the slopes. A gradient keeps one entry an angle: shape (p,).",
)
def summed(f, theta, step):
    return sum(rise(f, theta, i, step) / (2 * step) for i in range(len(theta)))


@misconception(
    "no answer where there are no angles",
    "With an empty `theta` there is nothing to stack, and NumPy raises an error. The gradient is then an empty array; "
    "`np.zeros(len(theta))`, filled in a loop, does that by itself.",
)
def fails_when_empty(f, theta, step):
    return np.stack([rise(f, theta, i, step) / (2 * step) for i in range(len(theta))])
