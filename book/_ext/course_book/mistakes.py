"""The list of the mistakes that the judge knows, for the page "Teaching with this course".

    ```{known-mistakes} encoding
    ```

Each task of the assignment becomes a list that opens, with the mistakes as the checks' folder has
them: their titles, and what a learner is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from autograder import misconceptions
from autograder.grade import task_names

from .runtime import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx

SOURCES = ROOT / "solutions"


def file_of(folder: Path, task: str) -> Path:
    """Where the known mistakes of a task are kept."""
    return folder / f"misconceptions_{task}.py"


def items(file: Path) -> str:
    """The mistakes of one task as a definition list in Markdown."""
    known = misconceptions.read(file)
    return "\n\n".join(f"{mistake.title}\n: {mistake.sentence}" for mistake in known)


class KnownMistakes(SphinxDirective):
    """``known-mistakes``: what the judge recognises in each task of an assignment."""

    required_arguments: ClassVar = 1

    def run(self) -> list[nodes.Node]:
        folder = SOURCES / self.arguments[0]
        return [self.opening(folder, task) for task in task_names(folder)]

    def opening(self, folder: Path, task: str) -> nodes.Element:
        """One task: its name, which opens the list of its mistakes."""
        file = file_of(folder, task)
        self.env.note_dependency(str(file))
        box = nodes.container(classes=["known-mistakes"])
        count = len(misconceptions.read(file))
        box += nodes.raw(
            "",
            f"<details><summary><code>{task}</code>: {count} mistakes</summary>",
            format="html",
        )
        self.state.nested_parse(StringList(items(file).splitlines(), str(file)), 0, box)
        box += nodes.raw("", "</details>", format="html")
        return box


def setup(app: Sphinx) -> None:
    app.add_directive("known-mistakes", KnownMistakes)
