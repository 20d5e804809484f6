"""Every page of the built site: its links, its requests, its console, its accessibility."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from bs4 import BeautifulSoup
from helpers_site import ROOT, SCHEMES, SITE, WIDTHS, pages, served, violations

PAGES = pages()
NOT_FOUND = "404.html"  # shown at any address, so its own links are absolute
BRANCHES = {"href": "a[href], link[href]", "src": "[src]"}


@cache
def soup(page):
    return BeautifulSoup((SITE / page).read_text("utf-8"), "html.parser")


@cache
def anchors(page):
    return {tag["id"] for tag in soup(page).select("[id]")} | {
        tag["name"] for tag in soup(page).select("a[name]")
    }


def targets(page):
    """What the page's elements link to or load."""
    for attribute, selector in BRANCHES.items():
        for tag in soup(page).select(selector):
            yield tag[attribute]


def is_elsewhere(target):
    return bool(urlsplit(target).scheme or urlsplit(target).netloc)


def fault(page, target):
    """Why a link within the site leads nowhere; empty if it leads somewhere."""
    path, anchor = urldefrag(target)
    file = (SITE / page).parent / unquote(path.split("?")[0]) if path else SITE / page
    if file.is_dir():
        file = file / "index.html"
    if not file.is_file():
        return f"{target}: there is no such file"
    name = file.resolve().relative_to(SITE.resolve()).as_posix()
    if anchor and name.endswith(".html") and unquote(anchor) not in anchors(name):
        return f"{target}: {name} has no such place"
    return ""


def test_there_is_a_site():
    assert "index.html" in PAGES, f"no site in {SITE}: run `make book` first"


@pytest.mark.parametrize("page", [page for page in PAGES if page != NOT_FOUND])
def test_every_link_within_the_site_leads_somewhere(page):
    inside = [target for target in targets(page) if not is_elsewhere(target)]
    assert [target for target in inside if target.startswith("/")] == []
    assert [said for target in inside if (said := fault(page, target))] == []


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_loaded_from_another_server(page):
    loaded = soup(page).select("[src], link[rel~=stylesheet], link[rel~=preload], object[data]")
    addresses = [tag.get("src") or tag.get("href") or tag.get("data") for tag in loaded]
    assert [a for a in addresses if is_elsewhere(a) and not a.startswith("data:")] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_its_language_its_title_and_its_subject(page):
    html = soup(page)
    assert html.html["lang"] == "en"
    assert html.title.get_text(strip=True)
    titles = [h1 for h1 in html.select("h1") if not h1.find_parent(class_="onlyprint")]
    assert len(titles) == 1
    assert [img for img in html.select("img") if not img.has_attr("alt")] == []


@pytest.mark.parametrize("page", [page for page in PAGES if page != NOT_FOUND])
def test_a_page_works_alone_and_is_accessible(visits, page):
    """In light and dark, on a phone and on a desk, without a request to anyone else."""
    found = {}
    with visits(page) as visit:
        for width in WIDTHS:
            for scheme in SCHEMES:
                visit.look(width, scheme)
                wide = visit.page.evaluate("document.documentElement.scrollWidth")
                look = [f"is {wide} pixels wide"] if wide > width else []
                look += violations(visit.page)
                if look:
                    found[f"{width} {scheme}"] = look
        assert found == {}
        assert visit.elsewhere == []
        assert visit.problems == []


def where_it_is_published():
    """The path below which the site's pages lie, as its 404 page has it."""
    home = soup(NOT_FOUND).select_one("article a[href]")["href"]
    return urlsplit(home).path.rstrip("/")


def lost(visit, prefix):
    """What is wrong with the page at an unknown address, but for its own status."""
    assert visit.page.locator("article h1").text_content() == "Page not found"
    shown = visit.page.locator("a[href]").evaluate_all("links => links.map((link) => link.href)")
    inside = [url.split("#")[0] for url in shown if url.startswith("http://127.0.0.1")]
    strays = [url for url in inside if not urlsplit(url).path.startswith(f"{prefix}/")]
    return strays + visit.elsewhere + [p for p in visit.problems if "404" not in p]


def test_an_unknown_address_leads_back_and_is_accessible(visits):
    prefix = where_it_is_published()
    with served(SITE, prefix) as address, visits("no/such/page.html", at=address) as visit:
        found = {}
        for width in WIDTHS:
            for scheme in SCHEMES:
                visit.look(width, scheme)
                wide = visit.page.evaluate("document.documentElement.scrollWidth")
                if look := violations(visit.page) + [f"{wide} pixels"] * (wide > width):
                    found[f"{width} {scheme}"] = look
        assert found == {}
        assert lost(visit, prefix) == []
        for link in visit.page.locator("article a").all():
            assert visit.page.request.get(link.evaluate("a => a.href")).status == 200


CONF = f"""
extensions = ["myst_nb", "sphinx_design", "sphinxcontrib.bibtex", "notfound.extension"]
extensions += ["course_book"]
templates_path = [{str(ROOT / "book/_templates")!r}]
bibtex_bibfiles = []
nb_execution_mode = "off"
html_theme = "sphinx_book_theme"
html_context = dict(default_mode="auto")
"""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """A small site that is built to be published below a path."""
    folder = tmp_path_factory.mktemp("published")
    (folder / "conf.py").write_text(CONF)
    (folder / "index.md").write_text("# Book\n\n```{toctree}\nother\n```\n")
    (folder / "other.md").write_text("# Other\n\nText.\n")
    command = [sys.executable, "-m", "sphinx", "-q", ".", "html"]
    variables = {
        **os.environ,
        "BOOK_URL": "https://example.org/some/course",
        "PYTHONPATH": str(ROOT / "book/_ext"),
    }
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / "html"


def test_below_a_path_an_unknown_address_leads_back_there(visits, elsewhere):
    with served(elsewhere, "/some/course") as address, visits("a/b/c", at=address) as visit:
        assert lost(visit, "/some/course") == []
        assert [url for url in visit.requests if url.endswith(".css")]
        visit.page.locator("article a").first.click()
        visit.page.get_by_role("heading", name="Book").wait_for()
        assert urlsplit(visit.page.url).path == "/some/course/"


def test_a_quiz_answers_in_words(visits):
    quizzes = [page for page in PAGES if soup(page).select("form.quiz")]
    if not quizzes:
        pytest.skip("this build has no chapter with a quiz")
    with visits(quizzes[0]) as visit:
        form = visit.page.locator("form.quiz").first
        form.locator("input").first.check()
        form.locator(".quiz-check").click()
        status = form.locator("[role=status]").text_content()
        assert re.match("Not yet|Right", status)


def test_a_wide_formula_is_scrolled_on_a_phone_and_not_cut(visits):
    with visits("chapters/03_encoding.html") as visit:
        visit.look(360, "light")
        wide = visit.page.locator("div.math[tabindex]")
        assert wide.count() > 0
        for formula in wide.all():
            left = "e => e.getBoundingClientRect().left"
            first = formula.locator(".katex-html .base").first
            assert first.evaluate(left) >= formula.evaluate(left)
            formula.focus()
            visit.page.keyboard.press("ArrowRight")
            visit.page.wait_for_function("e => e.scrollLeft > 0", arg=formula.element_handle())
