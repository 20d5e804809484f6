"""Light pages: one small stylesheet, and scripts that wait and come only where they are needed.

``course_stylesheet`` names the stylesheet, below ``_static``, that takes the place of ``SHEETS``;
without it the pages stay as they are. What can only be known once all pages are there is done at
the end: the stylesheet itself, its digest in the pages, and the size of the pictures.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import sizes, stylesheet

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

SHEETS = (
    "styles/theme.css",
    "styles/pydata-sphinx-theme.css",
    "pygments.css",
    "styles/sphinx-book-theme.css",
    "togglebutton.css",
    "copybutton.css",
    "mystnb.*.css",
    "exercise.css",
    "proof.css",
    "sphinx-design.min.css",
    "katex-math.css",
    "vendor/katex/katex.min.css",
    "course.css",
)
FOR_PAPER = "print.css"  # nothing waits for it, and it keeps the rules that only the PDF needs
THEME_SCRIPTS = ("scripts/bootstrap.js", "scripts/pydata-sphinx-theme.js")
NEVER = r"(?!)"
# Scripts, by their name or their text, and what a page has that needs them.
NEEDS = (
    (r"/(clipboard\.min|copybutton)\.js$", r"\bhighlight\b"),
    (r"/design-tabs\.js$", r"\bsd-tab-set\b"),
    (r"/course\.js$", r'<form class="quiz\b'),
    (r"/togglebutton\.js$|^(let|var) toggle", r'class="([^"]* )?(toggle|dropdown)[" ]'),
    (r"^DOCUMENTATION_OPTIONS\.(pagename|search_as_you_type) ", NEVER),
)
# Files that, beside the pages and the site's scripts, make elements of a page.
WRITERS = ("autograder/render.py", "book/_ext/course_book/browser/try.js")


def is_joined(sheet: str) -> bool:
    """Whether a stylesheet is part of the one."""
    return any(fnmatch(sheet, f"_static/{name}") for name in SHEETS)


def is_needed(script: str, body: str) -> bool:
    """Whether a page with this body needs a script, given by its name or its text."""
    return all(re.search(need, body) for what, need in NEEDS if re.search(what, script))


def lighten(app: Sphinx, page: str, template: str, context: dict, doctree: object) -> None:
    """Choose a page's stylesheets and scripts, once every extension has added its own."""
    if not app.config.course_stylesheet:
        return
    own = [sheet for sheet in context["css_files"] if not is_joined(sheet.filename)]
    context["css_files"] = [
        with_attribute(sheet, "media", "print") if sheet.filename.endswith(FOR_PAPER) else sheet
        for sheet in own
    ]
    body = context.get("body", "")
    context["script_files"] = [
        with_attribute(script, "defer", "defer") if script.filename else script
        for script in context["script_files"]
        if is_needed(str(script.filename or script.attributes["body"]), body)
    ]


def with_attribute(file: Any, name: str, value: str) -> Any:
    """A copy of a script or stylesheet of Sphinx's, which pages share, with one more attribute."""
    return type(file)(file.filename, priority=file.priority, **{**file.attributes, name: value})


def known_names(site: Path) -> set[str]:
    """The classes and ids that the site's pages have or may get."""
    static = site / "_static"
    scripts = [*static.glob("*.js"), *static.glob("scripts/*.js")]
    scripts += [stylesheet.ROOT / name for name in WRITERS]
    return stylesheet.names(texts(site.rglob("*.html")), texts(scripts))


def texts(files: Iterable[Path]) -> Iterator[str]:
    return (file.read_text("utf-8") for file in files)


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Write the stylesheet, and into the pages its digest and the pictures' sizes."""
    name = app.config.course_stylesheet
    if exception is not None or not name or app.builder.format != "html":
        return
    site = Path(app.outdir)
    static = site / "_static"
    found = [file for sheet in SHEETS for file in sorted(static.glob(sheet))]
    sheets = [file.relative_to(static).as_posix() for file in found]
    css = stylesheet.make(static, sheets, known_names(site))
    (static / name).write_text(css, "utf-8")
    digest = hashlib.sha256(css.encode()).hexdigest()[:8]
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        new = re.sub(rf"(_static/{re.escape(name)})(\?v=\w+)?", rf"\1?v={digest}", html)
        new = sizes.sized(new, page.parent)
        if new != html:
            page.write_text(new, "utf-8")


def add_files(app: Sphinx, config: Config) -> None:
    if config.course_stylesheet:
        app.add_css_file(config.course_stylesheet, priority=100)
        for script in THEME_SCRIPTS:
            app.add_js_file(script)


def setup(app: Sphinx) -> None:
    app.add_config_value("course_stylesheet", "", "html", [str])
    app.connect("config-inited", add_files)
    app.connect("html-page-context", lighten, priority=990)
    app.connect("build-finished", finish, priority=990)
