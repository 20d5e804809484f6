"""Makes one PDF of the built site with the machine's Chromium: `python .ci/pdf.py [SITE] [PDF]`.

The pages are joined in the order of the table of contents into one page without scripts, which the
browser prints with a bookmark for every heading. Pages that only work in a browser are left out.
"""

from __future__ import annotations

import os
import posixpath
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

SITE = Path("book/_build/html")
PDF = Path("downloads/book.pdf")  # in the site
TITLE = "Classical and quantum neural networks"
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
    """Where an address of a page leads in the joined page."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return address
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), parts.path))
    path = path if parts.path else page.path
    if path not in pages:
        return path
    slug = pages[path].slug
    return f"#{slug}--{parts.fragment}" if parts.fragment else f"#{slug}"


def article(site: Path, page: Page, pages: dict[str, Page]) -> Tag:
    """A page's text with names that are unique in the book."""
    text = parse(site / page.path).select_one("article.bd-article")
    for tag in text.select(UNPRINTED):
        tag.decompose()
    for tag in text.select("[id]"):
        tag["id"] = f"{page.slug}--{tag['id']}"
    for name in REFERENCES:
        for tag in text.select(f"[{name}]"):
            tag[name] = " ".join(f"{page.slug}--{part}" for part in tag[name].split())
    for tag in text.select("input[name]"):
        tag["name"] = f"{page.slug}--{tag['name']}"
    for name in ("href", "src"):
        for tag in text.select(f"[{name}]"):
            tag[name] = target(page, tag[name], pages)
    for tag in text.select("details"):
        tag["open"] = ""
    text["id"] = page.slug
    return text


def table(pages: list[Page]) -> str:
    """The table of contents."""
    lines, part = ['<nav class="book-contents" aria-label="Contents"><ol>'], ""
    for page in pages[1:]:
        if page.part != part:
            part = page.part
            lines.append(f'<li class="caption">{part}</li>')
        lines.append(f'<li><a href="#{page.slug}">{page.title}</a></li>')
    return "\n".join([*lines, "</ol></nav>"])


def joined(site: Path) -> str:
    """The whole book as one page, without scripts."""
    index = parse(site / "index.html")
    pages = contents(index)
    known = {page.path: page for page in pages}
    styles = "".join(str(tag) for tag in index.select('link[rel="stylesheet"]'))
    footer = index.select_one(".provenance")
    articles = "\n".join(str(article(site, page, known)) for page in pages)
    return f"""<!DOCTYPE html>
<html lang="en" data-theme="light" data-content_root="./"><head><meta charset="utf-8">
<title>{TITLE}</title>{styles}</head><body><main class="bd-main whole-book">
<section class="book-cover"><h1>{TITLE}</h1>{footer or ""}{table(pages)}</section>
<div class="bd-content"><div class="bd-article-container">{articles}</div></div>
</main></body></html>"""


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


def main() -> None:
    """Command line: the built site, and where the PDF goes."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else SITE
    pdf = Path(sys.argv[2]) if len(sys.argv) > 2 else site / PDF
    if not (site / "index.html").exists():
        sys.exit(f"There is no site in {site} yet: run `make book` first.")
    program = browser()
    whole = site / "whole-book.html"  # beside the pages, whose styles and pictures it uses
    whole.write_text(joined(site), "utf-8")
    pdf.parent.mkdir(parents=True, exist_ok=True)
    pdf.unlink(missing_ok=True)
    try:
        print_pdf(program, whole, pdf.resolve())
    finally:
        whole.unlink()
    print(f"{pdf} ({pdf.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    main()
