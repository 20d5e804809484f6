"""The page "Exercises": what there is to write, and archives to take it away.

    ```{exercises}
    ```

An archive holds the released folder of an assignment with its checks and with the judge beside the
notebook, so that it runs in any Jupyter. The same files give the same archive, bit for bit.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from . import offered
from .notebooks import imports, requirement
from .tryit import RELEASES, ROOT, Assignment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

LEFTOVERS = {"__pycache__", ".ipynb_checkpoints", ".pytest_cache"}
EPOCH = (1980, 1, 1, 0, 0, 0)
JUDGE = {"IPython", "cirq", "nbformat", "numpy", "pytest", "sympy"}
README = """\
{title}

    pip install -r requirements.txt jupyterlab
    jupyter lab {name}.ipynb

on Linux (x86-64) with Python 3.11 or 3.12. The checks lie beside the notebook, and the judge that
runs them in the folder autograder. The text is under CC BY 4.0, the code under the MIT licence.
"""


@dataclass(frozen=True)
class Listing:
    """What the page says of an assignment."""

    assignment: Assignment

    @property
    def name(self) -> str:
        return self.assignment.name

    @property
    def introduction(self) -> str:
        return next(cell.text for cell in self.assignment.cells if cell.name == "title")

    @property
    def title(self) -> str:
        return self.introduction.partition("\n")[0].lstrip("# ")

    @property
    def chapter(self) -> int | None:
        """The first chapter that the notebook's beginning names."""
        text = "\n".join(cell.text for cell in self.assignment.cells[:4])
        found = re.search(r"[Cc]hapters? (\d+)", text)
        return int(found[1]) if found else None

    @property
    def minutes(self) -> str:
        """The time as the notebook says it, such as ``about 75``. ValueError: it says none."""
        found = re.search(r"\*\*Time\*\*: (.+?) minutes", self.introduction)
        if not found:
            raise ValueError(f"{self.name}: the notebook's beginning has no '**Time**: … minutes'")
        return found[1]

    @property
    def points(self) -> tuple[int, int]:
        """The points that the judge gives, and those of written answers."""
        cells = json.loads(self.assignment.notebook.read_text("utf-8"))["cells"]
        found = {"code": 0, "markdown": 0}
        for cell in cells:
            found[cell["cell_type"]] += cell["metadata"].get("nbgrader", {}).get("points", 0)
        return found["code"], found["markdown"]

    def row(self, written: frozenset[str]) -> str:
        """The table's row; ``written`` are the book's documents."""
        judged, by_hand = self.points
        page = f"try/{self.name}"
        cells = [
            self.title,
            len(self.assignment.tasks),
            f"{judged} + {by_hand}" if by_hand else judged,
            self.minutes,
            f"{{chapter}}`{self.chapter} <{self.chapter}>`" if self.chapter else "",
            f"{{site-file}}`{self.name}.zip <downloads/{self.name}.zip>`",
            f"{{doc}}`{self.name} </{page}>`" if page in written else "no",
        ]
        return f"| {' | '.join(map(str, cells))} |"

    def tasks(self) -> str:
        """What there is to write, as an item of a list."""
        names = ", ".join(f"`{name}`" for name in self.assignment.tasks)
        return f"{self.title}\n: {names}"


def listings() -> list[Listing]:
    """The released assignments in the order of their chapters."""
    names = sorted(path.parent.name for path in RELEASES.glob("*/*.ipynb"))
    found = [Listing(Assignment(name)) for name in names]
    return sorted(found, key=lambda listing: (listing.chapter or 99, listing.name))


HEADINGS = ("assignment", "tasks", "points", "minutes", "chapter", "archive", "try it here")


class Exercises(SphinxDirective):
    """``exercises``: the table of the assignments, and the functions that each asks for."""

    def run(self) -> list[nodes.Node]:
        found = listings()
        for listing in found:
            self.env.note_dependency(str(listing.assignment.notebook))
        rows = [f"| {' | '.join(HEADINGS)} |", "| --- " * len(HEADINGS) + "|"]
        rows += [listing.row(frozenset(self.env.found_docs)) for listing in found]
        tasks = "\n\n".join(listing.tasks() for listing in found)
        text = "\n".join([*rows, "", "**The functions that you write**", "", tasks])
        box = nodes.container(classes=["exercises"])
        self.state.nested_parse(StringList(text.splitlines(), "exercises"), 0, box)
        return box.children


def files(folder: Path) -> dict[str, bytes]:
    """A folder's files by their path in it, without what running them leaves."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    kept = (path for path in paths if not LEFTOVERS & set(path.parts))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in kept}


def contents(listing: Listing) -> dict[str, bytes]:
    """What the archive of an assignment holds: the release, the judge, and how to run it."""
    folder, name = listing.assignment.folder, listing.name
    kept = files(folder) | {f"autograder/{k}": v for k, v in files(ROOT / "autograder").items()}
    code = [cell.text for cell in listing.assignment.cells if cell.kind == "code"]
    packages = sorted(requirement(package) for package in imports(code) - {"autograder"} | JUDGE)
    kept["requirements.txt"] = ("\n".join(packages) + "\n").encode()
    kept["README.txt"] = README.format(title=listing.title, name=name).encode()
    return {f"{name}/{path}": content for path, content in kept.items()}


def archive(members: Mapping[str, bytes]) -> bytes:
    """A zip archive of the members, sorted, of one fixed time."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as zipped:
        for name in sorted(members):
            member = zipfile.ZipInfo(name, EPOCH)
            member.external_attr = 0o644 << 16
            member.create_system = 3
            zipped.writestr(member, members[name], zipfile.ZIP_DEFLATED, 9)
    return result.getvalue()


def write_archives(app: Sphinx, exception: Exception | None) -> None:
    """Write one archive for each assignment, and one of them all."""
    if exception is not None or app.builder.format != "html":
        return
    everything: dict[str, bytes] = {}
    for listing in listings():
        members = contents(listing)
        offered.write(app, f"{listing.name}.zip", archive(members))
        everything |= {f"exercises/{name}": content for name, content in members.items()}
    offered.write(app, "exercises.zip", archive(everything))


def setup(app: Sphinx) -> None:
    app.add_directive("exercises", Exercises)
    app.connect("build-finished", write_archives)
