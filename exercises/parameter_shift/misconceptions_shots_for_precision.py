"""Known wrong answers to `shots_for_precision`, each with what it says of the learner's thinking."""

import math
from statistics import NormalDist

from autograder import misconception


def checked(eps, delta):
    if eps <= 0 or not 0 < delta < 1:
        raise ValueError("eps must be above 0 and delta between 0 and 1")


@misconception(
    "the bound for outcomes between 0 and 1",
    "n = ln(2/δ)/(2ε²) is for outcomes in an interval of length 1. Those of Z are −1 and +1, so b − a = 2, and the "
    "bound asks for four times as many: 2 ln(2/δ)/ε².",
)
def outcomes_of_zero_and_one(eps, delta):
    checked(eps, delta)
    return math.ceil(math.log(2 / delta) / (2 * eps**2))


@misconception(
    "b − a not squared",
    "ln(2/δ)/ε² comes of 2 in place of 2² in Hoeffding's bound: the range b − a = 2 enters squared, which gives "
    "2 ln(2/δ)/ε².",
)
def range_not_squared(eps, delta):
    checked(eps, delta)
    return math.ceil(math.log(2 / delta) / eps**2)


@misconception(
    "only one side counted",
    "2 ln(1/δ)/ε² bounds the risk of being too high by ε. The mean may be too low as well: with both sides the bound "
    "is 2 exp(−nε²/2), which asks for 2 ln(2/δ)/ε².",
)
def one_sided(eps, delta):
    checked(eps, delta)
    return math.ceil(2 * math.log(1 / delta) / eps**2)


@misconception(
    "one standard error",
    "1/ε² shots make the standard deviation of the mean as large as ε: the error is larger than that in about a third "
    "of all cases, whatever delta asks for.",
)
def one_standard_error(eps, delta):
    checked(eps, delta)
    return math.ceil(1 / eps**2)


@misconception(
    "1/ε in place of 1/ε²",
    "The error of a mean shrinks with the square root of the number of shots: half the error takes four times the "
    "shots, so n grows with 1/ε².",
)
def linear_in_precision(eps, delta):
    checked(eps, delta)
    return math.ceil(2 * math.log(2 / delta) / eps)


@misconception(
    "Chebyshev's bound",
    "1/(δε²) shots are enough, but for a small delta far more than needed: Hoeffding's bound grows only with the "
    "logarithm of 1/δ.",
)
def chebyshev(eps, delta):
    checked(eps, delta)
    return math.ceil(1 / (delta * eps**2))


@misconception(
    "the normal approximation taken for a guarantee",
    "(z/ε)² with a quantile z of the normal distribution is an approximation: for some means the risk is a little above "
    "delta, and for few shots well above. Hoeffding's bound holds for every n and every mean.",
)
def normal_approximation(eps, delta):
    checked(eps, delta)
    return math.ceil((NormalDist().inv_cdf(1 - delta / 2) / eps) ** 2)


@misconception(
    "the logarithm to base 10",
    "`log10` (or `log2`) was used. The bound holds an exponential function, exp, so it is solved by the natural "
    "logarithm, `math.log`.",
)
def logarithm_to_base_ten(eps, delta):
    checked(eps, delta)
    return math.ceil(2 * math.log10(2 / delta) / eps**2)


@misconception(
    "the logarithm to base 2",
    "`log2` gives 1.44 times as many shots as needed. The bound holds an exponential function, exp, so it is solved by "
    "the natural logarithm, `math.log`.",
)
def logarithm_to_base_two(eps, delta):
    checked(eps, delta)
    return math.ceil(2 * math.log2(2 / delta) / eps**2)


@misconception(
    "delta taken for the confidence",
    "delta is the accepted risk, such as 0.05, not the confidence 0.95: a smaller delta must cost more shots.",
)
def confidence_for_risk(eps, delta):
    checked(eps, delta)
    return math.ceil(2 * math.log(2 / (1 - delta)) / eps**2)


@misconception(
    "eps taken for the width of the interval",
    "With ε/2 in place of ε four times as many shots are asked for. The mean may be off by eps to either side.",
)
def width_for_precision(eps, delta):
    checked(eps, delta)
    return math.ceil(2 * math.log(2 / delta) / (eps / 2) ** 2)


@misconception(
    "rounded down",
    "`int(...)` and `//` cut the fraction off, which can leave too few shots, and none at all where eps is large. Round "
    "up with `math.ceil`.",
)
def rounded_down(eps, delta):
    checked(eps, delta)
    return math.floor(2 * math.log(2 / delta) / eps**2)


@misconception(
    "a float in place of an int",
    "`np.ceil` rounds up but returns a float, which `range` and Cirq's `repetitions` refuse. Use `math.ceil`, or "
    "`int(np.ceil(...))`.",
)
def a_float(eps, delta):
    checked(eps, delta)
    return float(math.ceil(2 * math.log(2 / delta) / eps**2))


@misconception(
    "a number that was not rounded",
    "The formula gives a fraction, but shots come in whole numbers: round it up with `math.ceil`.",
)
def not_rounded(eps, delta):
    checked(eps, delta)
    return 2 * math.log(2 / delta) / eps**2


@misconception(
    "arguments not checked",
    "The formula alone answers an eps below 0 and a delta above 1, and divides by 0 elsewhere. Look at both arguments "
    "first and raise ValueError.",
)
def unchecked(eps, delta):
    return math.ceil(2 * math.log(2 / delta) / eps**2)


@misconception(
    "the ends of (0, 1) let through",
    "delta = 0 asks for certainty, which no number of shots gives, and delta = 1 asks for nothing. Both are outside the "
    "open interval: the test is `0 < delta < 1`.",
)
def ends_allowed(eps, delta):
    if eps <= 0 or not 0 <= delta <= 1:
        raise ValueError("bad arguments")
    return math.ceil(2 * math.log(2 / max(delta, 1e-12)) / eps**2)


@misconception(
    "only eps checked",
    "An eps that is not above 0 is refused, but a delta outside (0, 1) is answered or fails in the formula.",
)
def delta_unchecked(eps, delta):
    if eps <= 0:
        raise ValueError("eps must be above 0")
    return math.ceil(2 * math.log(2 / delta) / eps**2)
