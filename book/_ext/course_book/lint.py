"""What every chapter keeps to, as functions from a chapter to sentences about what is amiss.

Each sentence names the line and the remedy. The tests run every rule on every chapter; the preview
of a chapter prints them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from .sources import Cell, Chapter

HELPERS = {"glue", "ledger", "style"}
MAX_LINES = 15
MAX_WIDTH = 79
MEASURED = re.compile(r"(?<![\w.])\d+\.\d+(?![\w.]*\.\d)|(?<![\w.])\d+\s?%|\d+e-?\d+|\d ×")
TYPED = re.compile(r"<!-- typed: .+ -->")
SECTIONS = ("What goes wrong", "Check yourself", "Summary")
CLOSING = ("**Words to know**", "**Further reading**", "**Next**")
SETUP = """
try:
    from course import glue, ledger, style
except ImportError:  # in a bare notebook: plain figures, no verdict boxes
    from unittest.mock import MagicMock

    glue = ledger = style = MagicMock()
style.use()"""
KERAS = 'os.environ["TF_USE_LEGACY_KERAS"] = "1"'


def short_cells(chapter: Chapter) -> Iterator[str]:
    """Cells that are too long or too wide."""
    for cell in chapter.cells:
        lines = [line for line in cell.code.splitlines() if line.strip()]
        if len(lines) > MAX_LINES:
            yield f"line {cell.line}: {len(lines)} lines in a cell: split it ({MAX_LINES} at most)"
        for line in lines:
            if len(line) > MAX_WIDTH:
                yield f"line {cell.line}: {len(line)} characters, at most {MAX_WIDTH}: {line}"


def draws(cell: Cell) -> bool:
    return "plt.show()" in cell.code


def described_figures(chapter: Chapter) -> Iterator[str]:
    """Figures without alternative text, caption or name."""
    for cell in filter(draws, chapter.cells):
        figure = cell.output_options.get("figure", {})
        if not cell.output_options.get("image", {}).get("alt"):
            yield f"line {cell.line}: the figure has no alternative text (mystnb: image: alt:)"
        if not {"name", "caption"} <= set(figure):
            yield f"line {cell.line}: the figure has no caption or name (mystnb: figure:)"


def helpers_are_statements(chapter: Chapter) -> Iterator[str]:
    """Uses of a helper other than to call it in a line of its own."""
    for cell in chapter.cells:
        allowed = set()
        for node in ast.walk(cell.tree):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                function = node.value.func
                base = function.value if isinstance(function, ast.Attribute) else function
                allowed.add(id(base))
        for node in ast.walk(cell.tree):
            used = isinstance(node, ast.Name) and node.id in HELPERS
            if used and isinstance(node.ctx, ast.Load) and id(node) not in allowed:
                yield f"line {cell.line}: call {node.id} as a statement; use nothing it returns"


def first_cell(chapter: Chapter) -> Iterator[str]:
    """A first cell that differs from the one that all chapters share."""
    code = chapter.cells[0].code if chapter.cells else ""
    if SETUP.strip() not in code:
        yield "the first cell is not the set-up of AUTHORING.md: copy it"
    if "tensorflow" in chapter.text and not code.startswith("import os") and KERAS not in code:
        yield "the first cell does not set TF_USE_LEGACY_KERAS before TensorFlow is imported"


def numbers_come_from_cells(chapter: Chapter) -> Iterator[str]:
    """Numbers that look measured and were typed into prose, captions or conclusions."""
    for number, line in enumerate(chapter.prose.splitlines(), start=1):
        if not TYPED.search(line):
            for match in MEASURED.finditer(line):
                yield typed(number, match[0])
    for cell in chapter.cells:
        caption = cell.output_options.get("figure", {}).get("caption", "")
        for text in (re.sub(r"\$[^$]*\$|\{[\w:-]+\}`[^`]*`", "", caption), *conclusions(cell)):
            for match in MEASURED.finditer(text):
                yield typed(cell.line, match[0])


def typed(line: int, number: str) -> str:
    return (
        f"line {line}: the number {number} is typed: glue it in a cell, or write "
        "<!-- typed: why --> at the end of the line"
    )


def conclusions(cell: Cell) -> Iterator[str]:
    """What the records of a cell say in words."""
    for call in records(cell):
        for keyword in call.keywords:
            if keyword.arg == "says" and isinstance(keyword.value, ast.Constant):
                yield str(keyword.value.value)


def records(cell: Cell) -> Iterator[ast.Call]:
    """The calls of ``ledger.record`` in a cell."""
    for node in ast.walk(cell.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "ledger.record":
            yield node


def tested_objectives(chapter: Chapter) -> Iterator[str]:
    """Objectives and quiz questions that do not match."""
    objectives = set(range(1, len(chapter.objectives) + 1))
    if not 3 <= len(objectives) <= 5:
        yield f"the card has {len(objectives)} objectives: 3 to 5 are wanted"
    if not 3 <= len(chapter.quizzes) <= 6:
        yield f"there are {len(chapter.quizzes)} quiz questions: 3 to 6 are wanted"
    tested = set(chapter.tested_objectives)
    for number in sorted(objectives - tested):
        yield f"no quiz question tests objective {number}"
    for number in sorted(tested - objectives):
        yield f"a quiz question tests objective {number}, which the card does not have"


def well_formed_quizzes(chapter: Chapter) -> Iterator[str]:
    """Quiz questions without a right answer, without a wrong one, or with one unexplained."""
    for quiz in chapter.quizzes:
        question = re.sub(r"^:\w+:.*\n", "", quiz, flags=re.MULTILINE).strip().splitlines()[0]
        options = re.split(r"^- (?=\()", quiz, flags=re.MULTILINE)[1:]
        marks = {option[1] for option in options}
        if marks != {"x", " "}:
            yield f"{question!r} needs a right answer, (x), and a wrong one, ( )"
        for option in options:
            if len(option.strip().split("\n\n")) < 2:
                yield f"{question!r}: an option has no explanation: {option.splitlines()[0]}"


def frame(chapter: Chapter) -> Iterator[str]:
    """Parts of the frame that are missing."""
    if not chapter.headings or not chapter.headings[0].startswith(f"{chapter.number}. "):
        yield f"the title has to begin with the chapter's number: '# {chapter.number}. …'"
    for section in SECTIONS:
        if section not in chapter.headings:
            yield f"there is no section '## {section}'"
    for part in CLOSING:
        if part not in chapter.text:
            yield f"the summary has no {part}"


RULES: tuple[Callable[[Chapter], Iterator[str]], ...] = (
    frame,
    first_cell,
    short_cells,
    described_figures,
    helpers_are_statements,
    numbers_come_from_cells,
    tested_objectives,
    well_formed_quizzes,
)


def problems(chapter: Chapter) -> list[str]:
    """Everything that is amiss in a chapter."""
    return [sentence for rule in RULES for sentence in rule(chapter)]
