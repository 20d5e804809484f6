"""Right answers to `shots_for_precision`, each found in its own way."""

import math

import numpy as np
from scipy.stats import binom


def _checked(eps, delta):
    if not eps > 0:
        raise ValueError(f"eps must be above 0, got {eps}")
    if not 0 < delta < 1:
        raise ValueError(f"delta must lie between 0 and 1, got {delta}")


def hoeffding(eps, delta):
    _checked(eps, delta)
    return math.ceil(2 * math.log(2 / delta) / eps**2)


def hoeffding_with_numpy(eps, delta):
    _checked(eps, delta)
    low, high = -1.0, 1.0
    return np.ceil((high - low) ** 2 * np.log(2 / delta) / (2 * np.square(eps))).astype(int)


def by_bisection(eps, delta):
    _checked(eps, delta)
    low, high = 0, 1
    while 2 * math.exp(-high * eps**2 / 2) > delta:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if 2 * math.exp(-middle * eps**2 / 2) > delta else (low, middle)
    return high


def chebyshev_or_hoeffding(eps, delta):
    """The variance of one outcome is at most 1, so 1/(n eps²) bounds the risk too."""
    _checked(eps, delta)
    return math.ceil(min(1 / (delta * eps**2), 2 * math.log(2 / delta) / eps**2))


def chernoff(eps, delta):
    """The tail of a binomial is at most exp(−n D(q + t‖q)), t = eps/2, and D is least at q = (1 − t)/2."""
    _checked(eps, delta)
    if eps >= 2:
        return 1
    t = eps / 2
    return max(1, math.ceil(math.log(2 / delta) / (t * math.log((1 + t) / (1 - t)))))


def nothing_to_lose(eps, delta):
    """No mean is ever off by more than 2; and the range of the outcomes is not exceeded by one shot."""
    _checked(eps, delta)
    return 1 if eps >= 2 else int(-(-2 * (math.log(2) - math.log(delta)) // (eps * eps)))


def one_less_where_the_tail_allows(eps, delta):
    """Hoeffding's number, lowered by one while the binomial at μ = 0 and around it leaves room to spare."""
    _checked(eps, delta)
    n = math.ceil(2 * math.log(2 / delta) / eps**2)
    if n < 100:
        return n
    q = np.linspace(0.4, 0.6, 401)
    m = n - 1
    risk = binom.cdf(np.ceil(m * (q - eps / 2)), m, q) + binom.sf(
        np.floor(m * (q + eps / 2)) - 1, m, q
    )
    return m if risk.max() < delta / 2 else n
