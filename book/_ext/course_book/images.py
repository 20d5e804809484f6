"""Every image says in words what it shows: one without alternative text is a warning.

Markdown images carry it in the brackets; an output of a code cell gets it from the cell's metadata
(``mystnb: image: alt:``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOG = logging.getLogger(__name__)


def lacks_text(image: nodes.image) -> bool:
    """Whether the alternative text is missing or only repeats the file's name."""
    alt = str(image.get("alt", "")).strip()
    return not alt or alt == image.get("uri")


def warn(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    for image in doctree.findall(nodes.image):
        if lacks_text(image):
            LOG.warning(
                "image %s has no alternative text: write what it shows (for the output of a code "
                "cell, in the cell's metadata under mystnb: image: alt:)",
                image.get("uri"),
                location=image if image.line else docname,
                type="course",
                subtype="alt",
            )


def setup(app: Sphinx) -> None:
    app.connect("doctree-resolved", warn)
