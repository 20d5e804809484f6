"""Files that the site offers for download at an address that stays: ``downloads/…``.

``{site-file}`text <downloads/name>``` links one; ``{site-file}`text <try/name.html>``` links a page
that only the whole book has. The features that make such files write them when the build is done.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import ReferenceRole
from sphinx.util.osutil import relative_uri

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

FOLDER = "downloads"


class offered_file(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A link to the file ``path`` of the built site."""


class SiteFileRole(ReferenceRole):
    """``site-file``: a link to a file that the build writes into the site."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        return [offered_file(self.rawtext, self.title, path=self.target)], []


def visit(translator: HTML5Translator, node: offered_file) -> None:
    builder = translator.builder
    target = relative_uri(builder.get_target_uri(builder.current_docname), node["path"])
    attributes = {"class": "reference internal", "href": target}
    if not node["path"].endswith(".html"):
        attributes |= {"class": "reference download internal", "download": ""}
    translator.body.append(translator.starttag(node, "a", "", **attributes))


def depart(translator: HTML5Translator, node: offered_file) -> None:
    translator.body.append("</a>")


def nothing(translator: object, node: offered_file) -> None:
    """Other formats show the words alone."""


def write(app: Sphinx, name: str, content: bytes) -> None:
    """Put a file into the site, unless it is there with the same content."""
    path = Path(app.outdir, FOLDER, name)
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def setup(app: Sphinx) -> None:
    others = dict.fromkeys(("latex", "text", "man", "texinfo"), (nothing, nothing))
    app.add_node(offered_file, html=(visit, depart), **others)
    app.add_role("site-file", SiteFileRole())
