"""What depends on where the book is published comes from one variable, ``BOOK_URL``.

Without it (a build on one's own machine) the pages hold no absolute address at all: no sitemap, no
Open Graph, no ``robots.txt``.
"""

from __future__ import annotations

import os
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from docutils import nodes

from . import social

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

NAME = "Classical and quantum neural networks"
NOT_FOUND = """
<h1>Page not found</h1>
<p>There is no page at this address. It may have moved: begin at the
<a href="{home}">front page</a>, or <a href="{search}">search</a> the book.</p>
"""
DOI = "https://doi.org/"
ROBOTS = "User-agent: *\nAllow: /\n\nSitemap: {url}sitemap.xml\n"


def address() -> str:
    """The site's address with a slash at its end; empty if it is not known."""
    url = os.environ.get("BOOK_URL", "")
    return url.rstrip("/") + "/" if url else ""


def use_address(app: Sphinx, config: Config) -> None:
    """Set every option that names the site's address from ``BOOK_URL``."""
    url = address()
    prefix = config.notfound_urls_prefix = urlsplit(url).path or "/"
    body = NOT_FOUND.format(home=prefix, search=f"{prefix}search.html")
    config.notfound_context = {"title": "Page not found", "body": body}
    if url:
        config.html_baseurl = config.ogp_site_url = url
        config.ogp_site_name = NAME
        config.ogp_social_cards = {"enable": False}
        config.ogp_image, config.ogp_image_alt = social.PATH, social.WORDS
        config.ogp_custom_meta_tags = social.TAGS
        config.sitemap_url_scheme = "{link}"
        config.sitemap_excludes = ["search.html", "404.html"]


def be_patient(app: Sphinx, config: Config) -> None:
    """Let the link checker try a slow or busy host again."""
    config.linkcheck_retries, config.linkcheck_timeout = 3, 30


def ask_registry(app: Sphinx, uri: str) -> str | None:
    """Where the link checker asks for a DOI: at the registry, as publishers turn programs away."""
    return uri.replace(DOI, f"{DOI}api/handles/", 1) if uri.startswith(DOI) else None


def description(doctree: nodes.document) -> str:
    """A page's first bold sentence; empty if nothing in it is bold."""
    bold = next(doctree.findall(nodes.strong), None)
    return " ".join(bold.astext().split()) if bold is not None else ""


def describe(
    app: Sphinx, page: str, template: str, context: dict, doctree: nodes.document | None
) -> None:
    """Give the page its description, for search engines and for Open Graph."""
    words = description(doctree) if doctree is not None else ""
    if not words:
        return
    tag = f'<meta name="description" content="{escape(words)}" />\n'
    context["metatags"] = context.get("metatags", "") + tag
    context["meta"] = {**(context.get("meta") or {}), "og:description": words}


def write_robots(app: Sphinx, exception: Exception | None) -> None:
    """Tell robots where the sitemap is, and draw the picture that links to the site show."""
    if exception is not None or app.builder.format != "html":
        return
    robots = Path(app.outdir, "robots.txt")
    if address():
        robots.write_text(ROBOTS.format(url=address()), "utf-8")
        social.draw(Path(app.outdir, social.PATH))
        return
    for left in (robots, Path(app.outdir, "sitemap.xml")):  # of a build that had an address
        left.unlink(missing_ok=True)


def setup(app: Sphinx) -> None:
    # Jupyter Book sets it for sphinx_comments, which loads third-party scripts and is left out.
    app.add_config_value("comments_config", {}, "env")
    if address():
        app.setup_extension("sphinx_sitemap")
        app.setup_extension("sphinxext.opengraph")
    app.connect("config-inited", use_address, priority=100)
    app.connect("config-inited", be_patient)
    app.connect("linkcheck-process-uri", ask_registry)
    app.connect("html-page-context", describe, priority=400)
    app.connect("build-finished", write_robots)
