"""Some pages of the site, printed by the machine's Chromium as the whole book is."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass

import pikepdf
import pytest
from bs4 import BeautifulSoup
from helpers_site import ROOT, SITE

PRINTED = ("index.html", "chapters/03_encoding.html", "claims.html", "exercises.html")
A4 = (595, 842)  # points


def load():
    spec = importlib.util.spec_from_file_location("pdf", ROOT / ".ci/pdf.py")
    module = sys.modules["pdf"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass
class Book:
    """A PDF and the page that was printed."""

    pdf: pikepdf.Pdf
    page: BeautifulSoup
    places: dict[str, int]


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    program = load()
    every, finish, pages = program.contents, program.finish, []
    program.contents = lambda index: [page for page in every(index) if page.path in PRINTED]

    def noting(pdf, html, path):
        pages.append(BeautifulSoup(html, "html.parser"))
        finish(pdf, html, path)

    program.finish = noting
    path = tmp_path_factory.mktemp("pdf") / "book.pdf"
    program.make(SITE, path)
    with pikepdf.open(path) as pdf:
        yield Book(pdf, pages[0], program.page_numbers(pdf))


def elements(node, kind):
    """The elements of a kind in the PDF's structure, which screen readers read."""
    stack = [node]
    while stack:
        node = stack.pop()
        if isinstance(node, pikepdf.Array):
            stack.extend(node)
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == kind:
                yield node
            if "/K" in node:
                stack.append(node["/K"])


def actions(pdf):
    """Where the links that leave the PDF lead."""
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            if "/A" in note:
                yield str(note.A.get("/URI", note.A.S))


def test_the_table_of_contents_names_the_pages(book):
    lines = book.page.select(".book-contents p:not(.caption)")
    assert len(lines) > len(PRINTED)
    for line in lines:
        place = book.places[line.a["href"][1:]]
        assert line.get_text().endswith(f"{line.a.get_text()}{place}")


def test_a_page_of_the_site_begins_on_a_sheet_of_its_own(book):
    articles = [tag["id"] for tag in book.page.select("article")]
    sheets = [book.places[name] for name in articles]
    assert len(articles) == len(PRINTED)
    assert sheets == sorted(set(sheets))
    assert {tuple(map(round, page.mediabox[2:])) for page in book.pdf.pages} == {A4}


def test_links_stay_in_the_book_or_lead_to_the_web(book):
    assert [link for link in actions(book.pdf) if not link.startswith("https://")] == []
    inside = {tag["href"][1:] for tag in book.page.select('a[href^="#"]')}
    assert sorted(inside & {tag["id"] for tag in book.page.select("[id]")} - set(book.places)) == []


def test_bookmarks_are_the_headings(book):
    headings = [" ".join(h.get_text().split()) for h in book.page.select("h1, h2, h3, h4, h5, h6")]
    with book.pdf.open_outline() as outline:
        assert [item.title for item in load().bookmarks(outline.root)] == headings


def test_the_pdf_can_be_read_aloud(book):
    root = book.pdf.Root
    assert (root.Lang, bool(root.MarkInfo.Marked)) == ("en", True)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with book.pdf.open_metadata() as about:
        assert about["dc:title"] == load().TITLE
    pictures = list(elements(root.StructTreeRoot, "/Figure"))
    assert len(pictures) >= len(book.page.select("article img"))
    assert [picture for picture in pictures if not str(picture.get("/Alt", ""))] == []


def test_answers_stand_at_the_end_of_the_chapter_and_nothing_is_folded(book):
    chapter = book.page.select_one("article:has(.quiz)")
    answers = chapter.select(".quiz-answers")
    assert len(answers) == len(chapter.select(".quiz-form")) > 0
    assert chapter.select("section")[-1] == answers[0].parent
    assert book.page.select("details:not([open]), button:not(.copybtn), script") == []
