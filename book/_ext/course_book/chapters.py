"""The role ``chapter``: a link to a chapter by its number, plain text until it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxRole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx


def chapter_document(number: int, docnames: Iterable[str]) -> str | None:
    """The document ``chapters/NN_…`` among ``docnames``, or None if there is none."""
    prefix = f"chapters/{number:02d}_"
    return next((name for name in sorted(docnames) if name.startswith(prefix)), None)


class ChapterRole(SphinxRole):
    """``{chapter}`7``` reads "chapter 7"; ``{chapter}`text <7>``` reads "text"."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        title, _, target = self.text.rpartition("<")
        number = target.rstrip(">").strip()
        if not number.isdigit():
            message = self.inliner.reporter.error(f"{{chapter}} needs a number, got {self.text!r}")
            return [], [message]
        text = title.strip() or f"chapter {number}"
        document = chapter_document(int(number), self.env.found_docs)
        if document is None:
            return [nodes.inline(text, text)], []
        link = addnodes.pending_xref(
            "", refdomain="std", reftype="doc", reftarget="/" + document, refexplicit=True,
            refwarn=True, refdoc=self.env.docname,
        )  # fmt: skip
        link += nodes.inline(text, text, classes=["doc"])
        return [link], []


def setup(app: Sphinx) -> None:
    app.add_role("chapter", ChapterRole())
