"""What the published site offers around its text: downloads, launching, progress, provenance."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from types import ModuleType, SimpleNamespace

import nbformat
import pytest
from docutils import nodes
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"
sys.path.append(str(BOOK / "_ext"))

from course_book import exercises, launch, notebooks, progress, provenance, site, social  # noqa: E402
from course_book.plain import Words, plain  # noqa: E402
from sphinx.errors import ConfigError  # noqa: E402

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
    assert notebooks.imports(["import os, cirq", "from sklearn.svm import SVC"]) == {
        "cirq",
        "sklearn",
    }
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
    assert [(member.filename, member.date_time[0]) for member in members] == [
        ("a/c", 1980),
        ("b", 1980),
    ]


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_an_archive_holds_the_release_the_judge_and_what_to_install(name: str) -> None:
    listing = next(found for found in exercises.listings() if found.name == name)
    members = exercises.contents(listing)
    assert (
        members[f"{name}/{name}.ipynb"]
        == (ROOT / "exercises" / name / f"{name}.ipynb").read_bytes()
    )
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


REPOSITORY = "https://github.com/owner/name"


def test_a_chapter_opens_in_colab_and_binder_where_the_repository_is_known() -> None:
    colab = "https://colab.research.google.com/github/owner/name/blob/notebooks/03_encoding.ipynb"
    binder = "https://mybinder.org/v2/gh/owner/name/notebooks?urlpath=lab/tree/03_encoding.ipynb"
    expected = {"Colab": colab, "Binder": binder}
    assert launch.links(REPOSITORY, "chapters/03_encoding") == expected
    assert launch.links(f"{REPOSITORY}.git/", "chapters/03_encoding") == expected


def test_nothing_is_launched_without_a_repository_or_outside_chapters() -> None:
    assert launch.links("", "chapters/03_encoding") == {}
    assert launch.links(REPOSITORY, "glossary") == {}


@pytest.mark.parametrize("address", ["owner/name", "https://example.org/owner/name"])
def test_a_repository_that_the_services_cannot_open_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOOK_REPOSITORY", address)
    with pytest.raises(ConfigError, match="expected https://github.com/owner/name"):
        launch.use_repository(None, SimpleNamespace())


def test_the_branch_for_the_services_has_every_notebook_and_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "html/downloads").mkdir(parents=True)
    (tmp_path / "html/downloads/03_encoding.ipynb").write_text("{}")
    env = SimpleNamespace(
        found_docs={"index", "chapters/03_encoding"},
        doc2path=lambda docname: str(BOOK / f"{docname}.md"),
    )
    app = SimpleNamespace(
        outdir=tmp_path / "html", env=env, builder=SimpleNamespace(format="html"),
        config=SimpleNamespace(course_repository=REPOSITORY),
    )  # fmt: skip
    launch.write_branch(app, None)
    branch = tmp_path / "notebooks"
    names = {"03_encoding.ipynb", "README.md", "requirements.txt", "runtime.txt"}
    assert {path.name for path in branch.iterdir()} == names
    needed = (branch / "requirements.txt").read_text()
    assert re.search(r"^tensorflow-quantum==[\d.]+$", needed, re.MULTILINE)


def commit(folder: Path) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q"], ["add", "."], [*identity, "commit", "-q", "-m", "Start"]):
        subprocess.run(["git", "-C", folder, *arguments], check=True)


def test_the_footer_names_the_commit_and_its_day(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("1")
    commit(tmp_path)
    found = provenance.current_commit(tmp_path)
    assert found is not None
    assert re.fullmatch(r"[0-9a-f]{40}", found.hash)
    assert not found.changed
    (tmp_path / "file").write_text("2")
    assert provenance.current_commit(tmp_path).changed


def test_the_footer_names_no_commit_without_a_repository_of_its_own(tmp_path: Path) -> None:
    assert provenance.current_commit(tmp_path) is None
    (tmp_path / "file").write_text("1")
    commit(tmp_path)
    (tmp_path / "inner").mkdir()
    assert provenance.current_commit(tmp_path / "inner") is None


def test_the_commit_is_linked_where_the_repository_is_known() -> None:
    known = provenance.Commit("a" * 40, date(2026, 3, 1), changed=True)
    said = provenance.built_from(known, "")
    assert said == "Built from commit aaaaaaaaaa of 1 March 2026, with later changes. "
    assert f'href="{REPOSITORY}/commit/{"a" * 40}"' in provenance.built_from(known, REPOSITORY)
    assert provenance.built_from(None, REPOSITORY) == ""


def test_the_footer_names_the_versions_that_executed_the_book() -> None:
    from importlib.metadata import version

    said = provenance.executed_with()
    assert said.startswith("Executed with Python 3.")
    assert (
        f"TensorFlow Quantum {version('tensorflow-quantum')}, Cirq {version('cirq-core')}." in said
    )


def test_a_chapters_button_is_hidden_until_the_script_shows_it() -> None:
    context = {"body": "<p>Text.</p>"}
    progress.add_button(None, "glossary", "page.html", context, None)
    assert context["body"] == "<p>Text.</p>"
    progress.add_button(None, "chapters/03_encoding", "page.html", context, None)
    assert 'data-chapter="03_encoding" hidden>' in context["body"]
    assert '<button type="button" aria-pressed="false">' in context["body"]


def page_of(*bold: str) -> nodes.document:
    from docutils.utils import new_document

    document = new_document("page")
    document += nodes.paragraph("", "Text. ", *(nodes.strong("", text) for text in bold))
    return document


def test_a_page_is_described_by_its_first_bold_sentence() -> None:
    context = {"metatags": "", "meta": None}
    site.describe(None, "index", "page.html", context, page_of('What is\n"this"?', "That."))
    assert context["metatags"] == (
        '<meta name="description" content="What is &quot;this&quot;?" />\n'
    )
    assert context["meta"] == {"og:description": 'What is "this"?'}


def test_a_page_without_a_bold_sentence_has_no_description() -> None:
    context = {"metatags": "", "meta": None}
    site.describe(None, "search", "page.html", context, None)
    site.describe(None, "glossary", "page.html", context, page_of())
    assert context == {"metatags": "", "meta": None}


def test_the_page_for_unknown_addresses_leads_back_into_the_book(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BOOK_URL", "https://example.org/course")
    config = SimpleNamespace()
    site.use_address(None, config)
    body = config.notfound_context["body"]
    assert re.findall(r'href="([^"]+)"', body) == ["/course/", "/course/search.html"]


def test_a_doi_is_checked_where_it_is_registered() -> None:
    asked = site.ask_registry(None, "https://doi.org/10.22331/q-2018-08-06-79")
    assert asked == "https://doi.org/api/handles/10.22331/q-2018-08-06-79"
    assert site.ask_registry(None, "https://arxiv.org/abs/1801.00862") is None


def test_robots_and_a_picture_need_an_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = SimpleNamespace(outdir=tmp_path, builder=SimpleNamespace(format="html"))
    monkeypatch.delenv("BOOK_URL", raising=False)
    site.write_robots(app, None)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("BOOK_URL", "https://example.org/course")
    site.write_robots(app, None)
    robots = (tmp_path / "robots.txt").read_text()
    assert robots.endswith("Sitemap: https://example.org/course/sitemap.xml\n")
    assert (tmp_path / social.PATH).read_bytes().startswith(b"\x89PNG")
    monkeypatch.delenv("BOOK_URL")
    site.write_robots(app, None)
    assert not (tmp_path / "robots.txt").exists()


def test_the_picture_is_the_same_each_time_and_small(tmp_path: Path) -> None:
    social.draw(tmp_path / "a.png")
    social.draw(tmp_path / "b.png")
    drawn = (tmp_path / "a.png").read_bytes()
    assert drawn == (tmp_path / "b.png").read_bytes()
    assert len(drawn) < 200_000


def load_pdf_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pdf", ROOT / ".ci/pdf.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["pdf"] = module
    spec.loader.exec_module(module)
    return module


pdf = load_pdf_script()
INDEX = """<head><link rel="stylesheet" href="_static/a.css"></head>
<nav class="bd-links"><a href="#">Home</a><p class="caption">Part I</p><ul>
<li class="toctree-l1"><a href="chapters/01_a.html">1. A</a></li>
<li class="toctree-l1"><a href="try/a.html">Try</a></li></ul><p class="caption">Back</p><ul>
<li class="toctree-l1"><a href="claims.html">Claims</a></li></ul></nav>
<article class="bd-article"><h1 id="home">Home</h1></article><p class="provenance">Built.</p>"""
CHAPTER_PAGE = """<article class="bd-article"><h1 id="a">A<a class="headerlink" href="#a">#</a></h1>
<a href="../claims.html#claim-1">claim</a> <a href="#a">here</a> <a href="../claims.html">all</a>
<a href="https://example.org/x#y">web</a> <img src="../_images/f.svg" alt="F">
<details><summary>More</summary></details><label for="box">L</label><input id="box" name="n">
<script>1</script></article>"""


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    (tmp_path / "chapters").mkdir()
    (tmp_path / "index.html").write_text(INDEX)
    (tmp_path / "chapters/01_a.html").write_text(CHAPTER_PAGE)
    claims = '<article class="bd-article"><h1 id="a">Claims</h1><p id="claim-1">C</p></article>'
    (tmp_path / "claims.html").write_text(claims)
    return tmp_path


def test_the_pdf_has_the_pages_in_order_without_those_that_need_a_browser(small_site: Path) -> None:
    pages = pdf.contents(pdf.parse(small_site / "index.html"))
    assert [(page.path, page.part) for page in pages] == [
        ("index.html", ""), ("chapters/01_a.html", "Part I"), ("claims.html", "Back"),
    ]  # fmt: skip


def test_links_within_the_book_stay_within_the_pdf(small_site: Path) -> None:
    book = pdf.joined(small_site)
    for link in ("#claims--claim-1", "#chapters--01_a--a", "#claims", "https://example.org/x#y"):
        assert f'href="{link}"' in book
    named = re.findall(r' id="([^"]+)"', book)
    assert len(named) == len(set(named))
    assert set(re.findall(r'href="#([^"]+)"', book)) <= set(named)


def test_the_pdf_shows_what_is_folded_and_runs_nothing(small_site: Path) -> None:
    book = pdf.joined(small_site)
    assert '<details open="">' in book
    assert 'src="_images/f.svg"' in book
    assert 'for="chapters--01_a--box"' in book
    assert "<script" not in book
    assert "headerlink" not in book


def test_without_a_browser_the_pdf_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)
    with pytest.raises(SystemExit, match="no Chromium on this machine.*apt-get install chromium"):
        pdf.browser()


def test_without_a_site_the_pdf_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["pdf.py", str(tmp_path)])
    with pytest.raises(SystemExit, match="run `make book` first"):
        pdf.main()
