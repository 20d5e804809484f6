"""Small faults of the theme's and the extensions' pages, mended in the rendered page.

A rule is data: what it mends and an example, which its test runs. Where an upstream option or a
template override does it, there is no rule here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# Templates that look like pages; the script of icons, of which the stylesheet has those in use.
LEFTOVERS = ("_static/*webpack-macros.html", "_static/scripts/fontawesome.js*")


@dataclass(frozen=True)
class Rule:
    """Replaces ``pattern`` by ``replacement``; ``before`` and ``after`` are an example."""

    why: str
    pattern: str
    replacement: str
    before: str
    after: str


RULES = (
    Rule(
        why="docutils: a second viewport beside Sphinx's",
        pattern=r'(<meta name="viewport" content="[^"]*" />)<meta name="viewport" [^>]*>\n?',
        replacement=r"\1",
        before='<meta name="viewport" content="a" /><meta name="viewport" content="b" />\n<title>',
        after='<meta name="viewport" content="a" /><title>',
    ),
    Rule(
        why="Pygments: thousands of elements for names and signs in the colour of all code",
        pattern=r'<span class="[npw]">([^<]*)</span>',
        replacement=r"\1",
        before='<span class="n">x</span><span class="w"> </span><span class="o">=</span>',
        after='x <span class="o">=</span>',
    ),
    Rule(
        why="MyST-NB: an aria-label hides the words of the summary that it labels",
        pattern=r'<summary aria-label="Toggle hidden content">',
        replacement="<summary>",
        before='<summary aria-label="Toggle hidden content">Show',
        after="<summary>Show",
    ),
    Rule(
        why="MyST-NB: a summary may not hold a paragraph",
        pattern=r'<p class="(collapsed|expanded) admonition-title">(.*?)</p>',
        replacement=r'<span class="\1 admonition-title">\2</span>',
        before='<p class="collapsed admonition-title">Show</p>',
        after='<span class="collapsed admonition-title">Show</span>',
    ),
    Rule(
        why="sphinx-design: aria-controls is not allowed on a label",
        pattern=r'<label aria-controls="[^"]*" class="sd-tab-label"',
        replacement='<label class="sd-tab-label"',
        before='<label aria-controls="x" class="sd-tab-label" for="y">',
        after='<label class="sd-tab-label" for="y">',
    ),
    Rule(
        why="docutils: the bibliography is no list in ARIA's sense, its entries are no items",
        pattern=r'<div role="list" class="citation-list">',
        replacement='<div class="citation-list">',
        before='<div role="list" class="citation-list">',
        after='<div class="citation-list">',
    ),
    Rule(
        why="docutils: a deprecated role on an entry of the bibliography",
        pattern=r'(<div class="citation"[^>]*) role="doc-biblioentry"',
        replacement=r"\1",
        before='<div class="citation" id="cite-a" role="doc-biblioentry">',
        after='<div class="citation" id="cite-a">',
    ),
    Rule(
        why="pydata-sphinx-theme: the sidebar is in no landmark",
        pattern=r'<div id="pst-primary-sidebar" class="',
        replacement='<div id="pst-primary-sidebar" role="region" aria-label="Book" class="',
        before='<div id="pst-primary-sidebar" class="a">',
        after='<div id="pst-primary-sidebar" role="region" aria-label="Book" class="a">',
    ),
    Rule(
        why="sphinx-book-theme: a button whose name leaves out the keys that it shows",
        pattern=r'(<button class="btn search-button-field [^>]*) aria-label="Search"',
        replacement=r"\1",
        before='<button class="btn search-button-field a" title="Search" aria-label="Search" b="">',
        after='<button class="btn search-button-field a" title="Search" b="">',
    ),
    Rule(
        why="pandas: a style element may not stand in the body",
        pattern=r"(?s)<style scoped>.*?</style>\s*",
        replacement="",
        before="<div><style scoped>td {}</style>\n<table>",
        after="<div><table>",
    ),
    Rule(
        why="pandas: the border attribute is obsolete",
        pattern=r'<table border="1" class="dataframe">',
        replacement='<table class="dataframe">',
        before='<table border="1" class="dataframe">',
        after='<table class="dataframe">',
    ),
    Rule(
        why="pandas: an empty header cell heads nothing",
        pattern=r"<th></th>",
        replacement="<td></td>",
        before="<tr><th></th><th>qubits</th>",
        after="<tr><td></td><th>qubits</th>",
    ),
    Rule(
        why="docutils: so does one of a Markdown table",
        pattern=r'<th class="head"><p></p></th>',
        replacement="<td></td>",
        before='<tr><th class="head"><p></p></th><th class="head"><p>returns</p></th>',
        after='<tr><td></td><th class="head"><p>returns</p></th>',
    ),
)


def clean(html: str) -> str:
    """The page with every rule applied."""
    for rule in RULES:
        html = re.sub(rule.pattern, rule.replacement, html)
    return html


def clean_templates(app: Sphinx) -> None:
    """Clean what the builder's templates render."""
    if app.builder.format != "html":
        return
    templates: Any = app.builder.templates
    render = templates.render

    def render_clean(template: str, context: dict[str, Any]) -> str:
        html = render(template, context)
        return clean(html) if template.endswith(".html") else html

    templates.render = render_clean


def remove_leftovers(app: Sphinx, exception: Exception | None) -> None:
    """Take out what the themes put into the site and no page needs."""
    for pattern in LEFTOVERS:
        for file in Path(app.outdir).glob(pattern):
            file.unlink()


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", clean_templates)
    app.connect("build-finished", remove_leftovers)
