"""Makes one PDF of the built site with the machine's Chromium: `python .ci/pdf.py [SITE] [PDF]`.

The pages are joined in the order of the table of contents into one page without scripts, which the
browser prints with a bookmark for every heading. Pages that only work in a browser are left out.
It is printed twice: only the first print shows the numbers of the pages in the table of contents.
"""

from __future__ import annotations

import os
import posixpath
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pikepdf
from bs4 import BeautifulSoup, Tag

SITE = Path("book/_build/html")
PDF = Path("downloads/book.pdf")  # in the site
TITLE = "Classical and quantum neural networks"
QUESTION = "What are the main differences between classical and quantum neural networks?"
PAPER = "@page { size: A4; } @page :first { @bottom-center { content: none; } }"
LICENCE = "Text: CC BY 4.0. Code: MIT."
PRINTS = 3  # at most, until the table of contents names the right pages
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers")
UNPRINTED = "script, form.quiz button, .headerlink, .course-progress, .course-progress-summary"
TIMEOUT = 900
OPTIONS = (
    "--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--no-pdf-header-footer",
    "--generate-pdf-document-outline", "--timeout=600000",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """A page of the site: its address in it, its title and the part of the book."""

    path: str
    title: str
    part: str

    @property
    def slug(self) -> str:
        return self.path.removesuffix(".html").replace("/", "--")


def parse(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def contents(index: BeautifulSoup) -> list[Page]:
    """The pages in the order of the sidebar, the front page first."""
    found = [Page("index.html", TITLE, "")]
    part = ""
    for tag in index.select("nav.bd-links p.caption, nav.bd-links li.toctree-l1 > a"):
        if tag.name == "p":
            part = tag.get_text(strip=True)
        elif not tag["href"].startswith(("#", "try/")):
            found.append(Page(tag["href"], tag.get_text(strip=True), part))
    return found


def target(page: Page, address: str, pages: dict[str, Page]) -> str:
    """Where an address of a page leads in the joined page; empty if that is only on the site."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return address
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), parts.path))
    path = path if parts.path else page.path
    if path not in pages:
        site = os.environ.get("BOOK_URL", "")
        return urljoin(site.rstrip("/") + "/", path) if site else ""
    slug = pages[path].slug
    return f"#{slug}--{parts.fragment}" if parts.fragment else f"#{slug}"


def article(site: Path, page: Page, pages: dict[str, Page]) -> Tag:
    """A page's text with names that are unique in the book."""
    text = parse(site / page.path).select_one("article.bd-article")
    for tag in text.select(UNPRINTED):
        tag.decompose()
    rename(text, page.slug)
    for tag in text.select("[src]"):
        tag["src"] = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), tag["src"]))
        del tag["loading"]  # all of it is printed, nothing may wait
    for tag in text.select("a[href]"):
        tag["href"] = target(page, tag["href"], pages)
        if not tag["href"]:
            tag.unwrap()
    for tag in text.select("details"):
        tag["open"] = ""
    move_answers(text, page.slug)
    text["id"] = page.slug
    if page.path == "index.html":
        text.h1.string = "About this course"
    return text


def rename(text: Tag, slug: str) -> None:
    """Put the page's slug before every name in it, and before every reference to one."""
    for tag in text.select("[id]"):
        tag["id"] = f"{slug}--{tag['id']}"
    for name in REFERENCES:
        for tag in text.select(f"[{name}]"):
            values = tag[name] if isinstance(tag[name], list) else tag[name].split()
            tag[name] = " ".join(f"{slug}--{value}" for value in values)
    for tag in text.select("input[name]"):
        tag["name"] = f"{slug}--{tag['name']}"


def move_answers(text: Tag, slug: str) -> None:
    """Move the answers to the end of the chapter, where nobody reads them too early."""
    forms = text.select("form.quiz")
    if not forms:
        return
    end = BeautifulSoup(f'<section id="{slug}--answers"><h2>Answers</h2></section>', "html.parser")
    for form in forms:
        answers = form.select_one(".quiz-answers").extract()
        answers.name, answers.summary.name = "div", "p"
        answers.p.string = form.select_one(".quiz-number").get_text()
        end.section.append(answers)
        plain = {"form": "div", "fieldset": "div", "legend": "p"}  # these break badly over pages
        for tag in [form, *form.select("fieldset, legend")]:
            tag["class"] = [*tag.get("class", []), f"quiz-{tag.name}"]
            tag.name = plain[tag.name]
    where = f'<p>The answers are <a href="#{slug}--answers">at the end of the chapter</a>.</p>'
    forms[-1].insert_after(BeautifulSoup(where, "html.parser"))
    text.append(end)


def table(pages: list[Page], articles: list[Tag], numbers: dict[str, int]) -> str:
    """The table of contents: pages, the sections of chapters, and where they begin."""
    lines, part = ['<nav class="book-contents" aria-label="Contents"><h2>Contents</h2>'], ""
    for page, text in zip(pages, articles):
        if page.part != part:
            part = page.part
            lines.append(f'<p class="caption">{part}</p>')
        title = text.h1.get_text(" ", strip=True)
        lines.append(entry(page.slug, title, numbers, "book-page"))
        sections = text.select("section > section[id]") if text.select(".chapter-card") else []
        for section in sections:
            if section.h2 is not None:
                lines.append(entry(section["id"], section.h2.get_text(), numbers, "book-section"))
    return "\n".join([*lines, "</nav>"])


def entry(name: str, title: str, numbers: dict[str, int], kind: str) -> str:
    """A line of the table of contents."""
    page = numbers.get(name, "")
    return f'<p class="{kind}"><a href="#{name}">{title}</a><span class="dots"></span>{page}</p>'


def joined(site: Path, numbers: dict[str, int] | None = None) -> str:
    """The whole book as one page, without scripts; `numbers` are those of the pages by name."""
    index = parse(site / "index.html")
    pages = contents(index)
    known = {page.path: page for page in pages}
    styles = "".join(str(tag) for tag in index.select('link[rel="stylesheet"]'))
    articles = [article(site, page, known) for page in pages]
    return f"""<!DOCTYPE html>
<html lang="en" data-theme="light" data-content_root="./"><head><meta charset="utf-8">
<title>{TITLE}</title>{styles}<style>{PAPER}</style></head><body><main class="bd-main whole-book">
<section class="book-cover"><h1>{TITLE}</h1><p class="book-question">{QUESTION}</p>
{index.select_one(".provenance") or ""}<p>{LICENCE}</p>{home()}</section>
{table(pages, articles, numbers or {})}
<div class="bd-content"><div class="bd-article-container">{"".join(map(str, articles))}</div></div>
</main></body></html>"""


def home() -> str:
    """The cover's line about the website, if its address is known."""
    site = os.environ.get("BOOK_URL", "")
    return f'<p><a href="{site}">{site}</a></p>' if site else ""


def browser() -> str:
    """The machine's Chromium. SystemExit: there is none."""
    named = os.environ.get("CHROMIUM", "")
    found = next(filter(None, map(shutil.which, filter(None, (named, *BROWSERS)))), None)
    if found is None:
        sys.exit(
            "There is no Chromium on this machine, which prints the PDF. Install it (on Debian and "
            "Ubuntu: apt-get install chromium), or name another browser of its kind: "
            "CHROMIUM=/path/to/browser make pdf. Any single page can be printed from any browser."
        )
    return found


def print_pdf(program: str, page: Path, pdf: Path) -> None:
    """Let the browser print a page. SystemExit: it failed."""
    with tempfile.TemporaryDirectory() as profile:
        command = [program, *OPTIONS, f"--user-data-dir={profile}", f"--print-to-pdf={pdf}"]
        if os.getuid() == 0:
            command.append("--no-sandbox")
        command.append(page.resolve().as_uri())
        result = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT)
    if result.returncode != 0 or not pdf.exists():
        sys.exit(f"{program} printed no PDF:\n{result.stderr}")


def page_numbers(pdf: pikepdf.Pdf) -> dict[str, int]:
    """On which page the named places are."""
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    return {name[1:]: numbers[place[0].objgen] for name, place in pdf.Root.Dests.items()}


def bookmarks(items: Iterable[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    """All bookmarks in the order of the text."""
    for item in items:
        yield item
        yield from bookmarks(item.children)


def finish(pdf: pikepdf.Pdf, book: str, path: Path) -> None:
    """Say what the PDF is, name its bookmarks as the headings, and write it compressed."""
    headings = BeautifulSoup(book, "html.parser").select("h1, h2, h3, h4, h5, h6")
    with pdf.open_outline() as outline:
        # The browser joins the words on both sides of a line's end, and repeats some titles.
        for bookmark, heading in zip(bookmarks(outline.root), headings, strict=True):
            bookmark.title = " ".join(heading.get_text().split())
    for item in pdf.objects:  # a figure's words are those of the picture in it
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure":
            item.S = item.S if "/Alt" in item else pikepdf.Name.Div
    with pdf.open_metadata(set_pikepdf_as_editor=False) as about:
        about["dc:title"], about["dc:language"] = TITLE, {"en"}
        about["dc:creator"], about["dc:rights"] = ["The course's authors"], LICENCE
    compact = pikepdf.ObjectStreamMode.generate
    pdf.save(path, object_stream_mode=compact, recompress_flate=True, linearize=True)


def make(site: Path, path: Path) -> None:
    """Print the site into a PDF, with the right page numbers in the table of contents."""
    program, numbers = browser(), None
    whole = site / "whole-book.html"  # beside the pages, whose styles and pictures it uses
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder, "book.pdf")
        for _ in range(PRINTS):
            book = joined(site, numbers)
            whole.write_text(book, "utf-8")
            try:
                print_pdf(program, whole, printed)
            finally:
                whole.unlink()
            with pikepdf.open(printed) as pdf:
                found = page_numbers(pdf)
                if found == numbers:
                    return finish(pdf, book, path)
            numbers = found
    sys.exit("The table of contents and the pages do not agree: please report this.")


def main() -> None:
    """Command line: the built site, and where the PDF goes."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else SITE
    pdf = Path(sys.argv[2]) if len(sys.argv) > 2 else site / PDF
    if not (site / "index.html").exists():
        sys.exit(f"There is no site in {site} yet: run `make book` first.")
    make(site, pdf)
    with pikepdf.open(pdf) as made:
        print(f"{pdf} ({len(made.pages)} pages, {pdf.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    main()
