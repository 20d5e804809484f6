"""A chapter's source as data: its prose, its cells, its objectives and its quiz questions.

For what can be checked without a build. It knows just as much MyST as the chapters use.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

CELL = re.compile(r"^```\{code-cell\}.*\n(?P<body>(?:.*\n)*?)```$", re.MULTILINE)
FENCE = re.compile(r"^(?P<fence>`{3,})[^`\n]*\n(?:.*\n)*?(?P=fence)$", re.MULTILINE)
DIRECTIVE = re.compile(r"^:::\{(?P<name>[\w-]+)\}.*\n(?P<body>(?:.*\n)*?):::$", re.MULTILINE)
NOT_PROSE = (
    r"\A---\n(?:.*\n)*?---\n",  # front matter
    r"\$\$(?:.|\n)*?\$\$",
    r"\$[^$\n]*(?:\n[^$\n]+)?\$",
    r"\{[\w:-]+\}`[^`]*`",  # roles
    r"``[^\n]*?``|`[^`\n]*`",
    r"\]\([^)\n]*\)",  # the target of a link
    r"^:\w+:.*$",  # options of a directive
)


@dataclass(frozen=True)
class Cell:
    """A code cell: its code, its metadata and the line at which it starts."""

    code: str
    metadata: dict[str, Any] = field(default_factory=dict)
    line: int = 0

    @property
    def tags(self) -> list[str]:
        return self.metadata.get("tags", [])

    @property
    def output_options(self) -> dict[str, Any]:
        return self.metadata.get("mystnb", {})

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.code)


@dataclass(frozen=True)
class Chapter:
    """One chapter's source."""

    path: Path
    text: str

    @classmethod
    def read(cls, path: Path) -> Chapter:
        return cls(path, path.read_text(encoding="utf-8"))

    @property
    def number(self) -> int:
        return int(self.path.name[:2])

    @cached_property
    def cells(self) -> list[Cell]:
        return [
            parse_cell(match["body"], self.text.count("\n", 0, match.start()) + 1)
            for match in CELL.finditer(self.text)
        ]

    @cached_property
    def prose(self) -> str:
        """The text without code, maths, roles and options; every line keeps its number."""
        text = blank(FENCE, self.text)
        for pattern in NOT_PROSE:
            text = blank(re.compile(pattern, re.MULTILINE), text)
        return text

    @cached_property
    def headings(self) -> list[str]:
        return re.findall(r"^#+ (.*)$", blank(FENCE, self.text), re.MULTILINE)

    def directives(self, name: str) -> list[str]:
        """The bodies of the colon-fenced directives of that name."""
        return [match["body"] for match in DIRECTIVE.finditer(self.text) if match["name"] == name]

    @property
    def objectives(self) -> list[str]:
        card = "".join(self.directives("chapter-card"))
        return re.findall(r"^\d+\. (.*)$", card, re.MULTILINE)

    @property
    def tested_objectives(self) -> list[int]:
        found = (re.search(r"^:objective: (\d+)$", q, re.MULTILINE) for q in self.quizzes)
        return [int(match[1]) for match in found if match]

    @property
    def quizzes(self) -> list[str]:
        return self.directives("quiz")

    @property
    def citations(self) -> set[str]:
        roles = re.findall(r"\{cite:\w+\}`([^`]*)`", self.text)
        in_records = re.findall(r'reference="([^"]*)"', self.text)
        return {key.strip() for keys in roles + in_records for key in keys.split(",") if key}


def parse_cell(body: str, line: int) -> Cell:
    """A cell from what stands between its fences: a YAML block or ``:key: value`` lines, code."""
    if body.startswith("---\n"):
        _, options, code = body.split("---\n", 2)
        return Cell(code.strip("\n"), yaml.safe_load(options), line)
    options = re.match(r"(?::[\w-]+: .*\n)*", body)
    head = options[0] if options else ""
    metadata = yaml.safe_load(re.sub(r"^:([\w-]+):", r"\1:", head, flags=re.MULTILINE)) or {}
    return Cell(body[len(head) :].strip("\n"), metadata, line)


def blank(pattern: re.Pattern[str], text: str) -> str:
    """The text with every match replaced by its line ends."""
    return pattern.sub(lambda match: "\n" * match[0].count("\n"), text)


def chapters(folder: Path) -> list[Chapter]:
    """The chapters ``NN_name.md`` of a folder, in order."""
    return [Chapter.read(path) for path in sorted(folder.glob("[0-9][0-9]_*.md"))]
