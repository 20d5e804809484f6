"""The course's Sphinx extension: quizzes, chapter cards, the claims ledger, and a clean page.

Each module holds one feature and its own ``setup``; this one only lists them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

# The chapters' own package, from which the verdicts' words come, lies beside the chapters.
sys.path.append(str(Path(__file__).parents[2] / "chapters"))

from . import (
    card,
    chapters,
    cleanup,
    exercises,
    images,
    launch,
    ledger,
    maths,
    mistakes,
    notebooks,
    offered,
    paper,
    progress,
    provenance,
    quiz,
    site,
    tryit,
    twins,
    weight,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FEATURES = (card, chapters, cleanup, exercises, images, launch, ledger, maths, mistakes, notebooks)
FEATURES += (offered, paper, progress, provenance, quiz, site, tryit, twins, weight)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register every feature."""
    for feature in FEATURES:
        feature.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
