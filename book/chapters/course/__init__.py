"""Plumbing for the chapters: figure style, numbers for the prose, verdicts for the claims ledger.

Nothing here is needed to follow an argument. Its functions draw, style or display and return
nothing, so that a chapter copied into a bare notebook runs without this package.
"""

from . import ledger, style
from .numbers import glue

__all__ = ["glue", "ledger", "style"]
