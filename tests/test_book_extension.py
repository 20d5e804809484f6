"""The book's Sphinx extension, on a small book of its own with stored outputs."""

from __future__ import annotations

import io
import subprocess
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup, Tag
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from autograder import misconceptions

BOOK = Path(__file__).resolve().parent.parent / "book"
sys.path.append(str(BOOK / "_ext"))

CONF = """
extensions = ["myst_nb", "sphinx_design", "sphinxcontrib.bibtex", "course_book"]
bibtex_bibfiles = ["references.bib"]
bibtex_reference_style = "author_year"
bibtex_cite_id = "cite-{key}"
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
nb_execution_mode = "off"
html_theme = "basic"
"""
CHAPTER = """
# 3. Sample

(run)=

:::{chapter-card}
:necessary: "nothing, or {chapter}`2`"

1. **Count** things.
2. **Judge** things, as in {chapter}`this one <3>`.
:::

```{claim} S2-5
```

See {claim}`S2-5`.

:::{quiz}
:objective: 2

Which *one*?

- ( ) $x$

  Not this.

- (x) `y`

  This.
:::

:::{quiz}
Which two?

- (x) A

  Yes.

- (x) B

  Yes.

- ( ) C

  No.
:::
"""
LEDGER = """
# Claims

```{claims-summary}
```

```{claims-ledger} S2
```
"""
RECORD = {
    "claim": "S2-5",
    "verdict": "holds with conditions",
    "measured": "error",
    "value": 2e-6,
    "within": [0, 1e-5],
    "text": {"value": "2 × 10⁻⁶"},
    "says": "Fine.",
    "seeds": [2],
    "reference": "schuld2021effect",
    "precomputed": "",
}
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)


@dataclass
class Site:
    """A built book: its pages as parsed HTML, and the warnings of the build."""

    folder: Path
    warnings: str

    def page(self, name: str) -> BeautifulSoup:
        return BeautifulSoup((self.folder / f"{name}.html").read_text("utf-8"), "html.parser")


def notebook(record: dict[str, object]) -> nbformat.NotebookNode:
    """A chapter whose outputs are stored: a record, a figure without words, a pair of twins."""
    shown = new_output(
        "display_data",
        {"text/html": f'<div class="verdict" data-claim="{record["claim"]}"><p>Raw.</p></div>'},
        metadata={"scrapbook": {"name": record["claim"], "mime_prefix": ""}, "claim": record},
    )
    cells = [
        new_markdown_cell(CHAPTER),
        new_code_cell("ledger.record(...)", outputs=[shown]),
        new_code_cell("plot()", outputs=[new_output("display_data", {"image/png": PIXEL})]),
        new_code_cell("a = 1", metadata={"tags": ["twin-classical"]}),
        new_code_cell("b = 2", metadata={"tags": ["twin-quantum"]}),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def build(folder: Path, record: dict[str, object]) -> Site:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace

    source = folder / "source"
    (source / "chapters").mkdir(parents=True)
    (source / "conf.py").write_text(CONF, "utf-8")
    (source / "references.bib").write_text((BOOK / "references.bib").read_text("utf-8"), "utf-8")
    pages = {"index": "# Home\n\n```{toctree}\nchapters/03_sample\nclaims\nreferences\nteaching\n```\n"}
    pages |= {"teaching": "# Teaching\n\n```{known-mistakes} encoding\n```\n"}
    pages |= {"claims": LEDGER, "references": "# References\n\n```{bibliography}\n:all:\n```\n"}
    for name, text in pages.items():
        (source / f"{name}.md").write_text(text, "utf-8")
    nbformat.write(notebook(record), source / "chapters/03_sample.ipynb")
    said = io.StringIO()
    with docutils_namespace(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        output, doctrees = folder / "html", folder / "doctrees"
        app = Sphinx(source, source, output, doctrees, "html", status=None, warning=said)
        app.build()
    return Site(folder / "html", said.getvalue())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build(tmp_path_factory.mktemp("site"), RECORD)


@pytest.fixture(scope="module")
def chapter(site: Site) -> BeautifulSoup:
    return site.page("chapters/03_sample")


def the(tree: Tag, selector: str) -> Tag:
    """The one element that the selector finds."""
    (found,) = tree.select(selector)
    return found


def test_a_quiz_is_a_form_that_works_without_a_script(chapter: BeautifulSoup) -> None:
    form = the(chapter, "form#quiz-1")
    legend = the(form, "fieldset > legend")
    assert legend.get_text() == "Question 1. Which one?"
    assert legend.select_one("em") is not None
    answers = form.select("details.quiz-answers li")
    assert [answer["data-correct"] for answer in answers] == ["false", "true"]
    assert answers[1].get_text(" ", strip=True) == "B is right. This."
    assert the(form, '[role="status"]').get_text() == ""


def test_every_option_of_a_quiz_has_its_own_label(chapter: BeautifulSoup) -> None:
    for form in chapter.select("form.quiz"):
        for option in form.select("input"):
            assert the(form, f'label[for="{option["id"]}"]').get_text(strip=True)


def test_several_right_answers_make_check_boxes(chapter: BeautifulSoup) -> None:
    kinds = [{i["type"] for i in form.select("input")} for form in chapter.select("form.quiz")]
    assert kinds == [{"radio"}, {"checkbox"}]


def test_a_quiz_links_its_objective(chapter: BeautifulSoup) -> None:
    link = the(chapter, "form#quiz-1 .quiz-objective a")
    assert the(chapter, link["href"]).name == "li"
    assert the(chapter, link["href"]).get_text().startswith("Judge")


def test_ids_are_unique(site: Site) -> None:
    for name in ("chapters/03_sample", "claims"):
        ids = [tag["id"] for tag in site.page(name).select("[id]")]
        assert len(ids) == len(set(ids))


def test_a_card_says_what_is_needed_and_how_long_it_takes(chapter: BeautifulSoup) -> None:
    card = the(chapter, ".chapter-card")
    facts = {dt.get_text(): dt.find_next("dd").get_text().strip() for dt in card.select("dt")}
    assert facts["You need"] == "nothing, or chapter 2"
    assert facts["It ran in"] == "not measured in this build"
    assert facts["Run it yourself"].startswith("03_sample.ipynb")


def test_a_chapter_that_is_not_written_is_plain_text(chapter: BeautifulSoup) -> None:
    links = [link.get_text() for link in chapter.select(".chapter-card a")]
    assert "this one" in links
    assert "chapter 2" not in links


def test_a_record_becomes_the_verdict_box(chapter: BeautifulSoup) -> None:
    box = the(chapter, "div.verdict#verdict-s2-5")
    assert box.get_text(" ", strip=True).startswith("Verdict on S2-5 : holds with conditions Fine.")
    assert "Error: 2 × 10⁻⁶; seed 2." in box.get_text()
    assert "verdict-holds-with-conditions" in box["class"]
    hrefs = [link["href"] for link in box.select("a")]
    assert hrefs == ["../claims.html#claim-s2-5", "../references.html#cite-schuld2021effect"]
    assert "Raw." not in chapter.get_text()


def test_the_ledger_is_made_from_the_records(site: Site) -> None:
    row = the(site.page("claims"), "tr#claim-s2-5")
    claim, verdict, evidence = row.select("td")
    assert claim.get_text().startswith("S2-5 A feature x")
    assert verdict.get_text(strip=True) == "holds with conditions"
    assert "Error: 2 × 10⁻⁶; seed 2." in evidence.get_text()
    assert evidence.select("a")[0]["href"] == "chapters/03_sample.html#verdict-s2-5"


def test_the_ledger_shows_what_the_literature_decides_and_what_is_to_come(site: Site) -> None:
    page = site.page("claims")
    assert the(page, "tr#claim-s2-1").select("td")[1].get_text(strip=True) == "holds"
    assert "Chapter 3 will decide it" in the(page, "tr#claim-s2-6").get_text()


def test_the_summary_counts_the_verdicts(site: Site) -> None:
    text = site.page("claims").select_one("p").get_text()
    assert text.startswith("Of 121 claims ")
    assert text.endswith("Verdicts that rest on an experiment of this build: 1.")


def test_claims_without_a_record_are_warned_of(site: Site) -> None:
    assert "chapter 3 has no record of S2-6" in site.warnings
    assert "no record of S2-5" not in site.warnings
    assert "no record of S2-1" not in site.warnings


def test_an_output_without_words_is_warned_of(site: Site) -> None:
    assert site.warnings.count("has no alternative text") == 1


def test_there_is_nothing_else_to_warn_of(site: Site) -> None:
    expected = ("has no record of", "has no alternative text")
    lines = [line for line in site.warnings.splitlines() if "WARNING" in line]
    assert [line for line in lines if not any(text in line for text in expected)] == []


def test_twin_cells_are_two_tabs(chapter: BeautifulSoup) -> None:
    tabs = the(chapter, ".twins")
    assert [label.get_text().strip() for label in tabs.select("label")] == ["Classical", "Quantum"]
    assert [code.get_text().strip() for code in tabs.select("pre")] == ["a = 1", "b = 2"]
    assert [radio.get("checked") for radio in tabs.select("input")] == ["checked", None]


def test_a_record_of_an_unknown_claim_is_warned_of(tmp_path: Path) -> None:
    site = build(tmp_path, RECORD | {"claim": "S99-1"})
    assert "records S99-1, which is not in claims.yml" in site.warnings


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, "not measured in this build"), (2, "about 5 seconds when this page was made"), (43, "about 45 seconds when this page was made"),
     (89, "about 90 seconds when this page was made"), (100, "about 1.7 minutes when this page was made")],
)  # fmt: skip
def test_a_running_time_is_said_in_words(seconds: float | None, words: str) -> None:
    from course_book.card import in_words

    assert in_words(seconds) == words


FORMULAS = r"""
import sys
sys.path.append(sys.argv[1])
from course_book import maths
from sphinxcontrib import katex

maths.setup(None)
print("katex-html" in katex.render_latex(r"\ket{0}"))
katex.render_latex(r"\unknown")
"""


def test_a_formula_that_katex_does_not_know_stops_the_build() -> None:
    command = [sys.executable, "-c", FORMULAS, str(BOOK / "_ext")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.stdout == "True\n"
    assert result.returncode == 1
    assert "Undefined control sequence: \\unknown" in result.stderr


def test_the_address_comes_from_one_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    from course_book.site import use_address

    config = SimpleNamespace(html_baseurl="")
    monkeypatch.setenv("BOOK_URL", "https://example.org/course")
    use_address(None, config)
    assert config.html_baseurl == "https://example.org/course/"
    assert config.notfound_urls_prefix == "/course/"
    config = SimpleNamespace(html_baseurl="")
    monkeypatch.delenv("BOOK_URL")
    use_address(None, config)
    assert (config.html_baseurl, config.notfound_urls_prefix) == ("", "/")


def test_every_known_mistake_is_listed_under_its_task(site: Site) -> None:
    folder = BOOK.parent / "solutions" / "encoding"
    known = {
        file.stem.removeprefix("misconceptions_"): [m.title for m in misconceptions.read(file)]
        for file in folder.glob("misconceptions_*.py")
    }
    lists = site.page("teaching").select("details")
    titles = {
        the(found, "summary > code").get_text(): [term.get_text() for term in found.select("dt")]
        for found in lists
    }
    assert {task: len(found) for task, found in titles.items()} == {
        task: len(found) for task, found in known.items()
    }
    assert all(found.select("dd") for found in lists)
