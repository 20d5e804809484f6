"""Readers mark chapters as done, in their own browser; ``_static/progress.js`` does the work.

The pages carry hidden elements that the script fills and shows, so that without a script, or in a
browser that keeps nothing, there is nothing to see. The front page asks for its line with
``{progress}``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .notebooks import is_chapter

if TYPE_CHECKING:
    from sphinx.application import Sphinx

BUTTON = """
<div class="course-progress" data-chapter="{chapter}" hidden>
<button type="button" aria-pressed="false">I am done with this chapter</button>
<p role="status"></p>
</div>
"""
# A browser that forbids a site to keep anything stops a script that only asks for what is kept: the
# theme's, then, would neither search nor turn dark.
STORAGE = """
for (const name of ["localStorage", "sessionStorage"]) {
  try { window[name].length; } catch (error) {
    const none = { forbidden: true, getItem: () => null, setItem() {}, removeItem() {} };
    Object.defineProperty(window, name, { value: none });
  }
}
"""
SUMMARY = """
<div class="course-progress-summary" data-chapters="{chapters}" hidden>
<p role="status"></p>
<button type="button">Reset</button>
</div>
"""


class Progress(SphinxDirective):
    """``progress``: how many chapters the reader has marked, and a button to forget it."""

    def run(self) -> list[nodes.Node]:
        chapters = " ".join(map(key, sorted(filter(is_chapter, self.env.found_docs))))
        self.env.note_reread()
        return [nodes.raw("", SUMMARY.format(chapters=chapters), format="html")]


def key(docname: str) -> str:
    """The chapter's name in the reader's browser."""
    return docname.rpartition("/")[2]


def add_button(app: Sphinx, page: str, template: str, context: dict, doctree: object) -> None:
    """The button at a chapter's end."""
    if is_chapter(page):
        context["body"] += BUTTON.format(chapter=key(page))


def setup(app: Sphinx) -> None:
    # A module waits like the scripts that are deferred, and runs in its turn, before the theme's.
    app.add_js_file(None, body=STORAGE, priority=1, type="module")
    app.add_directive("progress", Progress)
    app.connect("html-page-context", add_button)
