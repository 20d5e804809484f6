"""The book keeps its promises: what can be said of it without executing a chapter."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"
sys.path.append(str(BOOK / "_ext"))

from course_book import lint, sources  # noqa: E402
from course_book.cleanup import RULES, Rule, clean  # noqa: E402

CHAPTERS = sources.chapters(BOOK / "chapters")
CONFIG = yaml.safe_load((BOOK / "_config.yml").read_text(encoding="utf-8"))
TOC = yaml.safe_load((BOOK / "_toc.yml").read_text(encoding="utf-8"))
FRAME = "---\nkernelspec: {}\n---\n\n# 7. Title\n\n"


def chapter(text: str) -> sources.Chapter:
    return sources.Chapter(Path("07_sample.md"), FRAME + text)


def cell(code: str, options: str = "") -> str:
    return f"```{{code-cell}} ipython3\n{options}{code}\n```\n\n"


def toc_files() -> list[str]:
    return [TOC["root"]] + [entry["file"] for part in TOC["parts"] for entry in part["chapters"]]


@pytest.mark.parametrize("rule", lint.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("source", CHAPTERS, ids=lambda source: source.path.stem)
def test_a_chapter_keeps_the_rule(
    source: sources.Chapter, rule: Callable[[sources.Chapter], Iterator[str]]
) -> None:
    assert list(rule(source)) == []


def test_the_names_of_figures_are_unique_in_the_book() -> None:
    names = [name for source in CHAPTERS for name in re.findall(r"name: (fig-\S+)", source.text)]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_everything_in_the_contents_exists() -> None:
    assert [name for name in toc_files() if not (BOOK / f"{name}.md").exists()] == []


def test_every_chapter_is_in_the_contents_and_in_order() -> None:
    written = [f"chapters/{source.path.stem}" for source in CHAPTERS]
    assert [name for name in toc_files() if name.startswith("chapters/")] == written


def test_the_front_page_links_every_chapter() -> None:
    linked = re.findall(
        r"(?m)^(\d+)\. \{chapter\}`[^`]+ <\1>`$", (BOOK / "index.md").read_text("utf-8")
    )
    assert [int(number) for number in linked] == list(range(1, 21))


def test_every_cited_key_is_in_the_bibliography() -> None:
    keys = set(re.findall(r"^@\w+\{([^,]+),", (BOOK / "references.bib").read_text("utf-8"), re.M))
    pages = [sources.Chapter.read(path) for path in BOOK.glob("*.md")]
    missing = {page.path.name: page.citations - keys for page in [*CHAPTERS, *pages]}
    missing.pop("AUTHORING.md", None)
    assert {name: keys for name, keys in missing.items() if keys} == {}


def test_every_reference_can_be_found_by_its_reader() -> None:
    entries = (BOOK / "references.bib").read_text("utf-8").split("\n@")
    assert [e.splitlines()[0] for e in entries if "title" not in e or "year" not in e] == []


def test_no_outputs_are_committed() -> None:
    listed = ["git", "ls-files", "book/*.ipynb", "book/_build"]
    files = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert files == ""


def test_the_list_of_extensions_is_complete() -> None:
    """The list replaces Jupyter Book's own, so that what it needs has to be in it."""
    extensions = CONFIG["sphinx"]["config"]["extensions"]
    needed = {"myst_nb", "jupyter_book", "sphinx_external_toc", "sphinx_book_theme", "course_book"}
    assert needed <= set(extensions)
    assert not {"sphinx_thebe", "sphinx_comments"} & set(extensions), "they load from elsewhere"


def test_a_cell_that_fails_stops_the_build() -> None:
    assert CONFIG["execute"]["allow_errors"] is False
    assert CONFIG["sphinx"]["config"]["nb_execution_raise_on_error"] is True


def test_nothing_of_ours_is_loaded_from_elsewhere() -> None:
    texts = [path for path in (BOOK / "_static").rglob("*") if path.suffix in {".css", ".js"}]
    assert [p.name for p in texts if re.search(r"url\(['\"]?(https?:)?//", p.read_text())] == []


def test_katex_comes_with_its_licence_and_the_version_that_renders() -> None:
    from sphinxcontrib import katex

    vendor = BOOK / "_static/vendor/katex"
    assert (vendor / "LICENSE").exists()
    css = (vendor / "katex.min.css").read_text()
    assert f'content:"{katex.katex_version}"' in css
    fonts = set(re.findall(r"url\(fonts/([^)]+)\)", css))
    assert fonts == {path.name for path in (vendor / "fonts").iterdir()}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.why)
def test_a_clean_up_rule_does_what_its_example_says(rule: Rule) -> None:
    assert clean(rule.before) == rule.after
    assert clean(rule.after) == rule.after


def test_a_long_or_wide_cell_is_named_with_its_line() -> None:
    text = cell("\n".join(f"x{i} = {i}" for i in range(16))) + cell("x = '" + "a" * 90 + "'")
    long, wide = lint.short_cells(chapter(text))
    assert long == "line 7: 16 lines in a cell: split it (15 at most)"
    assert wide.startswith("line 26: 96 characters, at most 79")


def test_a_figure_needs_words_and_a_caption() -> None:
    bare = chapter(cell("plt.show()"))
    assert len(list(lint.described_figures(bare))) == 2
    options = "---\nmystnb:\n  image: {alt: A line.}\n  figure: {name: fig-a, caption: A.}\n---\n"
    assert list(lint.described_figures(chapter(cell("plt.show()", options)))) == []


@pytest.mark.parametrize(
    "code", ["colour = style.PALETTE[0]", "x = glue('a', 1)", "f(ledger)", "print(style.use())"]
)
def test_nothing_that_a_helper_returns_may_be_used(code: str) -> None:
    assert len(list(lint.helpers_are_statements(chapter(cell(code))))) == 1


@pytest.mark.parametrize("code", ["style.use()", "glue('a', 1)", "style = MagicMock()"])
def test_a_helper_may_be_called_as_a_statement(code: str) -> None:
    assert list(lint.helpers_are_statements(chapter(cell(code)))) == []


@pytest.mark.parametrize(
    "prose",
    [
        "The accuracy is 0.93 here.",
        "Right on 93% of them.",
        "Right on 93 % of them.",
        "An error of 1e-7.",
        "An error of 3 × 10⁻⁷.",
        "- (x) It falls to 0.5",
        "| noise | 0.25 |",
    ],
)
def test_a_typed_measurement_is_found(prose: str) -> None:
    (problem,) = lint.numbers_come_from_cells(chapter(prose + "\n"))
    assert problem.startswith("line 7: the number")


@pytest.mark.parametrize(
    "prose",
    [
        "Eight qubits have 256 amplitudes.",
        "The input is $x = 0.9$, and\n$$a = 0.5$$",
        "Call `f(0.5)` and read {glue:text}`accuracy:.2f`.",
        "[See](https://doi.org/10.1103/0.5).",
        "TFQ 0.7.6 and later.",
        "The factor is 0.5 by definition. <!-- typed: a definition -->",
        ":::{quiz}\n:objective: 1\n:::",
        "```python\nx = 0.5\n```",
    ],
)
def test_what_is_not_a_typed_measurement_is_left_alone(prose: str) -> None:
    assert list(lint.numbers_come_from_cells(chapter(prose + "\n"))) == []


def test_a_typed_number_in_a_conclusion_is_found() -> None:
    text = cell("ledger.record('S2-5', says='It is 0.93, not {value}.')")
    assert len(list(lint.numbers_come_from_cells(chapter(text)))) == 1


def test_objectives_and_questions_have_to_match() -> None:
    card = ":::{chapter-card}\n\n1. **A** a.\n2. **B** b.\n3. **C** c.\n:::\n\n"
    quiz = ":::{{quiz}}\n:objective: {}\n\nWhy?\n\n- (x) A\n\n  B\n\n- ( ) C\n\n  D\n:::\n\n"
    good = card + "".join(quiz.format(number) for number in (1, 2, 3))
    assert list(lint.tested_objectives(chapter(good))) == []
    bad = card + "".join(quiz.format(number) for number in (1, 2, 4))
    assert list(lint.tested_objectives(chapter(bad))) == [
        "no quiz question tests objective 3",
        "a quiz question tests objective 4, which the card does not have",
    ]


def test_a_question_needs_both_kinds_of_answer_explained() -> None:
    text = ":::{quiz}\n\nWhy?\n\n- (x) A\n\n  B\n\n- (x) C\n:::\n"
    assert list(lint.well_formed_quizzes(chapter(text))) == [
        "'Why?' needs a right answer, (x), and a wrong one, ( )",
        "'Why?': an option has no explanation: (x) C",
    ]


def test_a_title_carries_the_number_of_its_file() -> None:
    assert not any("title" in problem for problem in lint.frame(chapter("")))
    wrong = sources.Chapter(Path("08_sample.md"), FRAME)
    assert any("'# 8. …'" in problem for problem in lint.frame(wrong))
