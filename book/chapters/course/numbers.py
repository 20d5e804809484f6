"""Measured numbers as a reader likes to see them, and their way from a cell into the prose."""

from __future__ import annotations

from typing import Any

from IPython.display import display

HIDDEN = "application/papermill.record/"
"""MyST-NB's prefix for outputs that are stored and not shown."""


def pretty(value: Any, spec: str = "") -> str:
    """``value`` in the format ``spec``, typographically: 4.6e-07 becomes 4.6 × 10⁻⁷.

    ``spec`` is Python's format specification; without one, whole numbers are written in full, other
    numbers with three significant digits, and text as it is.
    """
    if hasattr(value, "item"):
        value = value.item()
    if not spec and isinstance(value, float):
        spec = ".3g"
    if value == 0:
        return "0"
    text = format(value, spec)
    if isinstance(value, str):
        return text
    mantissa, exponent_mark, exponent = text.partition("e")
    if exponent_mark:
        superscript = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
        mantissa += f" × 10{superscript}"
    return mantissa.replace("-", "−")


def glue(name: str, value: Any, spec: str = "") -> None:
    """Keep ``value`` under ``name`` for the prose, where ``{glue:text}`name``` prints it.

    ``spec`` is a format specification, as in ``pretty``.
    """
    metadata = {"scrapbook": {"name": name, "mime_prefix": HIDDEN}}
    text = repr(pretty(value, spec))  # MyST-NB reads it as Python: in quotes, 0.80 stays 0.80
    display({HIDDEN + "text/plain": text}, raw=True, metadata=metadata)
