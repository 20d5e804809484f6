"""Fixtures that many tests share: one warm grader, golden files, small notebooks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.grade import Grader
from autograder.notebook import Cell
from autograder.sandbox import Limits

ROOT = Path(__file__).resolve().parent.parent
SOLUTIONS = ROOT / "solutions"
EXERCISES = ROOT / "exercises"
MINI = Path(__file__).parent / "mini"
GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def grader() -> Iterator[Grader]:
    """A grader with one warm parent and a fixed seed."""
    with Grader(seed=0, limits=Limits(wall_seconds=8)) as shared:
        yield shared


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with its golden file, or writes it with --update-golden."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, "utf-8")
        assert text == file.read_text("utf-8")

    return compare


def cells(*sources: str) -> list[Cell]:
    """Code cells of these texts."""
    return [Cell(f"cell {number}", source) for number, source in enumerate(sources, start=1)]


def notebook_text(*sources: str) -> str:
    """A notebook file with these code cells."""
    written = [
        {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "id": f"c{number}",
         "execution_count": None}
        for number, source in enumerate(sources)
    ]  # fmt: skip
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": written})
