"""Twin cells: a classical and a quantum cell for the same job, shown as two tabs.

In the chapter they are two code cells, one after the other, tagged ``twin-classical`` and
``twin-quantum``. A notebook runs them as they stand; the book shows one at a time in the same
place, so that what changes catches the eye.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx_design.shared import create_component

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOG = logging.getLogger(__name__)
LABELS = {"tag_twin-classical": "Classical", "tag_twin-quantum": "Quantum"}
FIRST, SECOND = LABELS


def has_tag(node: nodes.Node | None, tag: str) -> bool:
    return isinstance(node, nodes.Element) and tag in node.get("classes", [])


def tab(cell: nodes.Element, name: str) -> nodes.container:
    """One tab with the cell in it; tabs of the same name switch together on the page."""
    item = create_component("tab-item", classes=["sd-tab-item"], selected=name == LABELS[FIRST])
    label = nodes.rubric("", name, classes=["sd-tab-label"])
    label["sync_id"], label["sync_group"] = name.lower(), "side"
    content = create_component("tab-content", classes=["sd-tab-content"])
    content += cell
    item += [label, content]
    return item


class TwinTabs(SphinxTransform):
    """Puts each pair of twin cells into a set of two tabs."""

    default_priority = 400

    def apply(self, **kwargs: object) -> None:
        for cell in list(self.document.findall(nodes.container)):
            if has_tag(cell, FIRST):
                self.join(cell)
            elif has_tag(cell, SECOND) and not has_tag(cell.parent, "sd-tab-content"):
                LOG.warning("a cell tagged twin-quantum follows no twin-classical", location=cell)

    def join(self, cell: nodes.container) -> None:
        twin = cell.next_node(siblings=True, descend=False)
        if not has_tag(twin, SECOND):
            LOG.warning("a cell tagged twin-classical needs a twin-quantum after it", location=cell)
            return
        tabs = create_component("tab-set", classes=["sd-tab-set", "twins"])
        parent, place = cell.parent, cell.parent.index(cell)
        del parent[place : place + 2]
        parent.insert(place, tabs)
        tabs += [tab(cell, LABELS[FIRST]), tab(twin, LABELS[SECOND])]


def setup(app: Sphinx) -> None:
    app.add_transform(TwinTabs)
