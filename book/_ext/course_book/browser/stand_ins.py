"""Stands in for SciPy, pandas and Matplotlib in the reader's browser, where they are not.

Cirq imports them when it is imported and hardly uses them afterwards. Their modules can be imported
here and their names found, as classes; whoever calls one is told in words that it is not there. One
function is real: `scipy.special.bdtrc`, which a check needs.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import math
import sys
import types

ABSENT = ("matplotlib", "mpl_toolkits", "pandas", "scipy")
MAX_TERMS = 20_000


class NotHere(ImportError):
    """Something was called that this page does not have."""


class Absent(type):
    """A class that stands for anything in a module that is not there."""

    def __getattr__(cls, name: str) -> Absent:
        if name.startswith("__"):
            raise AttributeError(name)
        return absent(f"{cls.__module__}.{cls.__name__}", name)

    def __call__(cls, *args: object, **kwargs: object) -> None:
        package = cls.__module__.split(".")[0]
        raise NotHere(
            f"{cls.__module__}.{cls.__name__} can't be called: this page has no {package}. "
            "The notebook has it: `make study`."
        )


def absent(module: str, name: str) -> Absent:
    return Absent(name, (), {"__module__": module})


class AbsentModule(types.ModuleType):
    """A module whose every name is absent."""

    __path__: list[str]

    def __getattr__(self, name: str) -> Absent:
        if name.startswith("__"):
            raise AttributeError(name)
        return absent(self.__name__, name)


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds every module of the absent packages."""

    def find_spec(self, fullname, path=None, target=None):
        if fullname.split(".")[0] in ABSENT:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec):
        module = AbsentModule(spec.name)
        module.__path__ = []
        return module

    def exec_module(self, module):
        if module.__name__ == "scipy.special":
            module.bdtrc = bdtrc


def bdtrc(k, n, p):
    """P(more than k successes in n trials of probability p), as `scipy.special.bdtrc`.

    It is the regularised incomplete beta function I_p(k + 1, n - k), here by its continued fraction
    (Abramowitz and Stegun 26.5.8), on the side on which that converges fast.
    """
    import numpy as np

    k, n, p = np.broadcast_arrays(np.floor(k), n, np.asarray(p, dtype=float))
    tail = np.where((k >= 0) & ((k >= n) | (p <= 0)), 0.0, 1.0)
    inside = (k >= 0) & (k < n) & (p > 0) & (p < 1)
    a, b, x = k[inside] + 1.0, (n - k)[inside] * 1.0, p[inside]
    swap = x > (a + 1) / (a + b + 2)
    a, b, x = np.where(swap, b, a), np.where(swap, a, b), np.where(swap, 1 - x, x)
    part = beta_fraction(a, b, x)
    tail[inside] = np.where(swap, 1 - part, part)
    return tail[()]


def beta_fraction(a, b, x):
    """I_x(a, b) for x up to (a + 1)/(a + b + 2), by Lentz's method."""
    import numpy as np

    lgamma = np.vectorize(math.lgamma, otypes=[float])
    front = lgamma(a + b) - lgamma(a) - lgamma(b) + a * np.log(x) + b * np.log1p(-x)
    tiny = 1e-300
    f, c, d = np.ones_like(x), np.ones_like(x), np.zeros_like(x)
    for step in range(MAX_TERMS):
        m = step // 2
        if step == 0:
            term = np.ones_like(x)
        elif step % 2 == 0:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 + term * d
        d = 1 / np.where(np.abs(d) < tiny, tiny, d)
        c = 1 + term / c
        c = np.where(np.abs(c) < tiny, tiny, c)
        f = f * c * d
        if step and np.all(np.abs(c * d - 1) < 1e-14):
            break
    return np.exp(front) * (f - 1) / a


def install() -> None:
    """Makes the absent packages importable."""
    sys.meta_path.append(Finder())
