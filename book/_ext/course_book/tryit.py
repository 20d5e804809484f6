"""Pages on which readers solve an assignment's tasks in the browser, made from its notebook.

A page says where its assignment comes in::

    ```{try-it} encoding
    ```

That becomes the released notebook's conventions, and of each task that needs no TensorFlow the text
and a cell to write in. ``runtime`` brings what runs it.
"""

from __future__ import annotations

import ast
import json
import os
import re
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from autograder.grade import hints
from autograder.render import hint_html

from .runtime import ROOT, SOURCE, course_files, prepare

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

RELEASES = ROOT / "exercises"
PLACE = re.compile(r"^```\{try-it\} (?P<name>\w+)\n```$", re.MULTILINE)
TARGET = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)\s]+)(?=\))")
NOT_HERE = {"matplotlib", "pandas", "scipy", "sklearn", "tensorflow", "tensorflow_quantum"}
NOT_HERE |= {"plt", "tf", "tfq"}


@dataclass(frozen=True)
class Cell:
    """A cell of a released notebook: nbgrader's name for it, its kind and its text."""

    name: str
    kind: str
    text: str


@dataclass(frozen=True)
class Assignment:
    """A released assignment as far as the page shows it."""

    name: str

    @property
    def folder(self) -> Path:
        return RELEASES / self.name

    @property
    def notebook(self) -> Path:
        return self.folder / f"{self.name}.ipynb"

    @cached_property
    def cells(self) -> list[Cell]:
        data = json.loads(self.notebook.read_text("utf-8"))
        return [read_cell(cell) for cell in data["cells"]]

    @cached_property
    def tasks(self) -> list[str]:
        """The tasks in the notebook's order."""
        names = [cell.name for cell in self.cells]
        return [name for name in names if (self.folder / f"test_{name}.py").exists()]

    @cached_property
    def offered(self) -> list[str]:
        """The tasks that can be checked without TensorFlow."""
        return [name for name in self.tasks if not self.needs_tensorflow(name)]

    def needs_tensorflow(self, task: str) -> bool:
        files = (self.folder / f"{kind}_{task}.py" for kind in ("test", "misconceptions"))
        texts = [file.read_text("utf-8") for file in files if file.exists()]
        return any("tensorflow" in text for text in (*texts, self.cell(f"{task}-solution").text))

    def cell(self, name: str) -> Cell:
        """The cell of that name; raises StopIteration if there is none."""
        return next(cell for cell in self.cells if cell.name == name)

    @property
    def setup(self) -> str:
        """The notebook's imports, without what a browser does not have."""
        tree = ast.parse(self.cell("setup").text)
        kept = [node for node in tree.body if not names_in(node) & (NOT_HERE | {"os"})]
        return "\n".join(ast.unparse(node) for node in kept)

    def statement(self, task: str) -> str:
        """What the notebook says between the last task and this task's own cell."""
        names = [cell.name for cell in self.cells]
        first, last = names.index(f"{task}-task"), names.index(f"{task}-solution")
        return "\n\n".join(as_myst(cell) for cell in self.cells[first:last])

    def example(self) -> str:
        """The worked example with a cell to try it in, if a browser has what it needs."""
        names = [cell.name for cell in self.cells]
        first = names.index("example-text")
        text, code, *after = self.cells[first : first + 3]
        if names_in(ast.parse(code.text)) & NOT_HERE:
            return ""
        reading = [cell.text for cell in after if cell.name.startswith("example")]
        return "\n\n".join([text.text, placeholder(self.name, "example"), *reading])

    def code(self, name: str) -> str:
        """What the cell to write in holds at first."""
        if name != "example":
            return self.cell(f"{name}-solution").text
        names = [cell.name for cell in self.cells]
        return self.cells[names.index("example-text") + 1].text


def read_cell(cell: dict) -> Cell:
    name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
    return Cell(name, cell["cell_type"], "".join(cell["source"]))


def names_in(tree: ast.AST) -> set[str]:
    """The names that the code uses, and the packages that it imports."""
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


def as_myst(cell: Cell) -> str:
    return cell.text if cell.kind == "markdown" else f"```python\n{cell.text}\n```"


def placeholder(assignment: str, name: str) -> str:
    """The directive that makes a cell to write in."""
    return f"```{{try-cell}} {name}\n:assignment: {assignment}\n```"


def expand(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put the assignment's text where the page asks for it."""
    source[0] = PLACE.sub(lambda match: page(Assignment(match["name"]), docname), source[0])


def page(assignment: Assignment, docname: str) -> str:
    """The assignment as MyST text."""
    parts = [f"```{{try-panel}} {assignment.name}\n```", assignment.cell("conventions").text]
    parts.append(assignment.example())
    for task in assignment.offered:
        parts += [assignment.statement(task), placeholder(assignment.name, task)]
    parts.append(remainder(assignment))
    text = "\n\n".join(part for part in parts if part)
    here = (ROOT / "book" / docname).parent
    return TARGET.sub(lambda match: relocated(assignment.folder / match[1], here), text)


def relocated(target: Path, folder: Path) -> str:
    return Path(os.path.relpath(target.resolve(), folder)).as_posix()


def remainder(assignment: Assignment) -> str:
    """What the notebook has beyond this page."""
    left = [name for name in assignment.tasks if name not in assignment.offered]
    tasks = ", ".join(f"`{name}`" for name in left)
    more = f"the tasks that need TensorFlow Quantum ({tasks}), " if left else ""
    return (
        "## In the notebook\n\n"
        f"The notebook has {more}the playgrounds that draw what your functions do, and the written "
        "question. `make study` opens it: see {ref}`how to run it <run>`. What you wrote here can "
        "be pasted there: the cells are the same."
    )


class TryPanel(SphinxDirective):
    """``try-panel``: the button that starts Python, and what readers should know before."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        assignment, runtime = Assignment(self.arguments[0]), prepare()
        note_sources(self.env, assignment)
        size = f"{runtime.size / 1e6:.0f}"
        panel = PANEL.format(name=assignment.name, size=size, setup=escape(assignment.setup))
        return [nodes.raw("", panel, format="html")]


class TryCell(SphinxDirective):
    """``try-cell``: a cell to write in, with the buttons that act on it."""

    required_arguments = 1
    option_spec: ClassVar = {"assignment": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        assignment, name = Assignment(self.options["assignment"]), self.arguments[0]
        note_sources(self.env, assignment)
        task = name in assignment.offered
        given = hints(assignment.folder, name) if task else ()
        html = CELL.format(
            name=name,
            label=f"Your code for <code>{name}</code>" if task else "The example's code",
            about=name if task else "the example",
            code=escape(assignment.code(name)),
            check='<button type="button" data-action="check">Check</button>' if task else "",
            hint='<button type="button" data-action="hint">Hint</button>' if task else "",
            hints="".join(hint_template(name, given, level) for level in range(len(given))),
        )
        return [nodes.raw("", html, format="html")]


def hint_template(task: str, given: tuple[str, ...], level: int) -> str:
    html = hint_html(task, f"Hint {level + 1} of {len(given)}", given[level])
    return f'<template class="try-hint">{html.replace(ROLE, "")}</template>'


ROLE = ' role="status"'  # the place where a hint appears has it already

PANEL = """
<div class="try-panel" data-assignment="{name}">
<p class="try-without"><strong>This page can't run code in your browser</strong>, which needs
JavaScript and WebAssembly. Read on, and write your answers in the notebook: <code>make study</code>
opens it.</p>
<p>Python runs <strong>in this page</strong>, on your machine, as
<a class="reference external" href="https://pyodide.org">Pyodide</a>. The first press on Start, Run
or Check loads it: up to {size} MB, once; your browser keeps it for later visits. What you type
stays in this browser, too, until you press Reset.</p>
<p>Run executes the cells from the top of the page down to the one whose button you press, each time
afresh. Check then asks the judge, with the checks and the words of the notebook. These imports come
first:</p>
<div class="try-setup highlight"><pre>{setup}</pre></div>
<p class="try-keys" id="try-keys"><strong>Keys.</strong> Tab indents, Shift+Tab takes an indentation
back, Shift+Enter runs. To leave a cell by keyboard, press Escape and then Tab.</p>
<div class="try-buttons"><button type="button" class="try-start">Start Python</button></div>
<p class="try-status" role="status"></p>
</div>
"""

CELL = """
<div class="try-cell" data-name="{name}" id="try-{name}">
<label class="try-label" for="try-code-{name}">{label}</label>
<textarea id="try-code-{name}" aria-describedby="try-keys" rows="14" spellcheck="false"
autocomplete="off" autocapitalize="off" wrap="off">
{code}</textarea>
<div class="try-buttons" role="group" aria-label="Buttons for {about}">
<button type="button" data-action="run">Run</button>{check}{hint}
<button type="button" data-action="stop" disabled>Stop</button>
<button type="button" data-action="reset">Reset</button></div>
<p class="try-status" role="status"></p>
<div class="try-output" hidden></div>
<div class="try-hints" role="status"></div>
{hints}</div>
"""


def note_sources(env: BuildEnvironment, assignment: Assignment) -> None:
    """The page is made anew when the assignment or the runtime changes."""
    judge = (file for _, file in course_files())
    for file in (*assignment.folder.iterdir(), *SOURCE.iterdir(), *judge):
        if file.is_file():
            env.note_dependency(str(file))


def is_try_page(docname: str) -> bool:
    return docname.startswith("try/")


def add_files(app: Sphinx, docname: str, template: str, context: dict, doctree: object) -> None:
    """The style and the script, on these pages only."""
    if is_try_page(docname):
        version = prepare().version
        app.add_css_file(f"try/{version}/try.css")
        app.add_js_file(f"try/{version}/try.js", loading_method="defer")


def write_runtime(app: Sphinx, exception: Exception | None) -> None:
    """Put the runtime into the site, if the book has a page that needs it."""
    needed = app.builder.format == "html" and any(map(is_try_page, app.env.found_docs))
    if exception is None and needed:
        prepare().write(Path(app.outdir))


def setup(app: Sphinx) -> None:
    app.add_directive("try-panel", TryPanel)
    app.add_directive("try-cell", TryCell)
    app.connect("source-read", expand)
    app.connect("html-page-context", add_files)
    app.connect("build-finished", write_runtime)
