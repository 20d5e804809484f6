"""The card on top of a chapter: objectives, prerequisites, measured running time, how to run it.

    :::{chapter-card}
    :necessary: complex numbers, {chapter}`2`
    :helpful: {chapter}`4`

    1. **Prepare** …
    2. **Predict** …
    :::

The objectives get the anchors ``objective-1`` …, to which quiz questions point. The running time is
the one of the execution that made the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from .launch import links

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class running_time(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801
    """Stands for the time that the chapter's execution took."""


class ChapterCard(SphinxDirective):
    """``chapter-card``: what a chapter is for, what it needs, how long it runs."""

    has_content = True
    option_spec: ClassVar = {
        "necessary": directives.unchanged_required,
        "helpful": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        card = nodes.container(classes=["chapter-card"])
        card += nodes.rubric("", "After this chapter you can")
        card += self.objectives()
        facts = nodes.definition_list(classes=["chapter-facts"])
        facts += self.fact("You need", self.options.get("necessary", "nothing but Python"))
        if "helpful" in self.options:
            facts += self.fact("It helps to know", self.options["helpful"])
        facts += self.time_fact()
        facts += self.fact("Run it yourself", self.how_to_run())
        if services := links(self.env.config.course_repository, self.env.docname):
            text = ", ".join(f"[{name}]({url})" for name, url in services.items())
            facts += self.fact("Run it online", text)
        card += facts
        return [card]

    def objectives(self) -> list[nodes.Node]:
        box = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, box)
        if [type(child) for child in box.children] != [nodes.enumerated_list]:
            raise self.error("a chapter card holds one numbered list: the objectives")
        for number, item in enumerate(box.children[0].children, start=1):
            item["ids"].append(f"objective-{number}")
        return box.children

    def fact(self, name: str, text: str) -> nodes.definition_list_item:
        content, _ = self.state.inline_text(text, self.lineno)
        return definition(name, content)

    def time_fact(self) -> nodes.definition_list_item:
        return definition("It ran in", [running_time()])

    def how_to_run(self) -> str:
        name = f"{self.env.docname.rpartition('/')[2]}.ipynb"
        return f"{{site-file}}`{name} <downloads/{name}>` ({{ref}}`how to run it <run>`)"


def definition(name: str, content: list[nodes.Node]) -> nodes.definition_list_item:
    """One ``dt`` and its ``dd``."""
    paragraph = nodes.paragraph("", "", *content)
    return nodes.definition_list_item("", nodes.term("", name), nodes.definition("", paragraph))


def in_words(seconds: float | None) -> str:
    """A running time as a reader says it."""
    if seconds is None:
        return "not measured in this build"
    if seconds < 90:
        return f"about {max(5, 5 * round(seconds / 5))} seconds when this page was made"
    return f"about {seconds / 60:.1f} minutes when this page was made"


class FillInRunningTime(SphinxPostTransform):
    """Replaces the placeholder by the time that MyST-NB noted."""

    default_priority = 8

    def run(self, **kwargs: object) -> None:
        data = NbMetadataCollector.get_doc_data(self.env)[self.env.docname]
        seconds = data.get("exec_data", {}).get("runtime")
        for node in list(self.document.findall(running_time)):
            node.replace_self(nodes.Text(in_words(seconds)))


def setup(app: Sphinx) -> None:
    app.add_node(running_time)
    app.add_directive("chapter-card", ChapterCard)
    app.add_post_transform(FillInRunningTime)
