"""What the published site offers around its text: downloads, launching, progress, provenance."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"
sys.path.append(str(BOOK / "_ext"))

from course_book import exercises, notebooks  # noqa: E402
from course_book.plain import Words, plain  # noqa: E402

ASSIGNMENTS = [path.parent.name for path in sorted(ROOT.glob("exercises/*/*.ipynb"))]
CHAPTERS = sorted(BOOK.glob("chapters/[0-9][0-9]_*.md"))
WORDS = Words(
    claim=lambda claim: f"Text of {claim}.", cite=lambda keys: f"<{keys}>", value=lambda key: "0.5"
)
CARD = """\
:::{chapter-card}
:necessary: "vectors ({chapter}`2`)"

1. **Write** a circuit.
:::
"""
QUIZ = """\
:::{quiz}
:objective: 1

Which *one*?

- ( ) This

  Because of
  that.

- (x) That

  Yes.
:::
"""


@pytest.mark.parametrize(
    ("myst", "expected"),
    [
        ("See {chapter}`7`, {chapter}`that <3>`.", "See chapter 7, that."),
        ("{term}`feature maps <feature map>`", "feature maps"),
        ("{term}`angle\nencoding`", "angle\nencoding"),
        ("Known {cite:p}`a,b`: {glue:text}`depth`.", "Known <a,b>: 0.5."),
        ("A {download}`script <../data/x.py>`.", "A script."),
        ("[claims](../claims.md), [web](https://example.org)", "claims, [web](https://example.org)"),
        ("(label)=\n# Title <!-- typed: why -->", "# Title"),
        ("```{claim} S2-7\n```", "> **Claim S2-7.** Text of S2-7."),
        (":::{admonition} Predict\n:class: tip\nGuess {term}`x`.\n:::", "> **Predict**\n>\n> Guess x."),
        (":::{note}\nMind.\n:::", "> **Note**\n>\n> Mind."),
        ("::::{note}\nA\n:::{tip}\nB\n:::\n::::", "> **Note**\n>\n> A\n> > **Note**\n> >\n> > B"),
        ("```python\nx = '{term}`y`'\n```", "```python\nx = '{term}`y`'\n```"),
        (CARD, "**After this chapter you can**\n\n1. **Write** a circuit.\n\n**You need**: vectors (chapter 2)\n"),
    ],
)  # fmt: skip
def test_myst_becomes_plain_markdown(myst: str, expected: str) -> None:
    assert plain(myst, WORDS) == expected


def test_a_question_keeps_its_options_and_folds_its_answers() -> None:
    question, answers = plain(QUIZ, WORDS).split("<details>")
    assert question.startswith("**Question.** Which *one*?\n\n- A. This\n- B. That\n")
    assert "- A is not right. Because of that.\n- B is right. Yes." in answers


def sample() -> nbformat.NotebookNode:
    """A chapter with a picture, an import, a stored result and an output."""
    figure = {"mystnb": {"figure": {"caption": "A *line*."}, "image": {"alt": "A line."}}}
    code = 'import numpy as np\n\nfile = "compare_hybrids.json"\nopen(file).close()'
    shown = new_output("stream", text="out")
    cells = [
        new_markdown_cell("# 1. Title\n\n![Two\ntwins](01_twins.svg)"),
        new_code_cell(code, outputs=[shown], execution_count=3, metadata=figure),
    ]
    return new_notebook(cells=cells)


def made() -> nbformat.NotebookNode:
    return notebooks.bare(sample(), BOOK / "chapters", WORDS, "The end.")


def test_a_downloaded_chapter_has_no_outputs_and_is_a_valid_notebook() -> None:
    notebook = made()
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [(cell.outputs, cell.execution_count) for cell in code] == [([], None)] * 3
    assert notebook.metadata.kernelspec.name == "python3"


def test_a_downloaded_chapter_is_the_same_each_time() -> None:
    assert nbformat.writes(made()) == nbformat.writes(made())


def test_a_downloaded_chapter_installs_what_is_missing_in_this_builds_versions() -> None:
    import numpy as np

    assert f'"numpy": "numpy=={np.__version__}",' in made().cells[1].source
    assert notebooks.imports(["import os, cirq", "from sklearn.svm import SVC"]) == {"cirq", "sklearn"}
    assert "tf_keras" in notebooks.imports(["import tensorflow_quantum as tfq"])
    assert notebooks.requirement("sklearn").startswith("scikit-learn==")


def test_a_downloaded_chapter_brings_its_pictures_and_stored_results() -> None:
    title, _, stored, code, caption, end = made().cells
    assert title.source == "# 1. Title\n\n![Two twins](attachment:01_twins.svg)"
    assert list(title.attachments["01_twins.svg"]) == ["image/svg+xml"]
    first, data = stored.source.split("\n", 1)
    assert first == "%%writefile compare_hybrids.json"
    assert json.loads(data) == json.loads((BOOK / "data/compare_hybrids.json").read_text("utf-8"))
    assert code.source.startswith("import numpy")
    assert (caption.source, end.source) == ("**Figure.** A *line*.", "The end.")


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_no_markup_of_the_book_is_left_in_a_downloaded_chapter(path: Path) -> None:
    notebook = notebooks.bare(notebooks.read(path), path.parent, WORDS, "")
    nbformat.validate(notebook)
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    for markup in (":::", "}`", "```{", ")=\n"):
        assert markup not in text


def test_the_names_of_authors_are_written_in_their_letters() -> None:
    assert notebooks.cite("mottonen2005transformation") == "(Möttönen et al., 2005)"
    assert notebooks.cite("nobody2000") == "(nobody2000)"


def test_archives_are_sorted_and_the_same_each_time() -> None:
    packed = exercises.archive({"b": b"2", "a/c": b"1"})
    assert packed == exercises.archive({"a/c": b"1", "b": b"2"})
    members = zipfile.ZipFile(io.BytesIO(packed)).infolist()
    assert [(member.filename, member.date_time[0]) for member in members] == [("a/c", 1980), ("b", 1980)]


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_an_archive_holds_the_release_the_judge_and_what_to_install(name: str) -> None:
    listing = next(found for found in exercises.listings() if found.name == name)
    members = exercises.contents(listing)
    assert members[f"{name}/{name}.ipynb"] == (ROOT / "exercises" / name / f"{name}.ipynb").read_bytes()
    for task in listing.assignment.tasks:
        assert f"{name}/test_{task}.py" in members
    assert f"{name}/autograder/__init__.py" in members
    assert not [path for path in members if "__pycache__" in path or "solution" in path]
    assert b"cirq==" in members[f"{name}/requirements.txt"]
    assert listing.title.encode() in members[f"{name}/README.txt"]


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_the_table_says_what_the_notebook_says(name: str) -> None:
    listing = next(found for found in exercises.listings() if found.name == name)
    judged, by_hand = listing.points
    assert f"**Points**: {judged} " in listing.introduction
    assert f"{by_hand} for " in listing.introduction
    assert listing.row(frozenset()).endswith("| no |")
    assert f"| {len(listing.assignment.tasks)} | {judged} + {by_hand} |" in listing.row(frozenset())
    assert f"{{doc}}`{name} </try/{name}>`" in listing.row(frozenset({f"try/{name}"}))


def test_an_assignment_without_a_time_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    listing = exercises.listings()[0]
    monkeypatch.setattr(exercises.Listing, "introduction", "# Title")
    with pytest.raises(ValueError, match=r"no '\*\*Time\*\*: … minutes'"):
        _ = listing.minutes
