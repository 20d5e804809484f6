"""The link to the book as one PDF, which ``make pdf`` puts into the site after the build.

    ```{whole-book}
    ```

is a sentence if the environment's ``BOOK_PDF`` says that the PDF will be published, else nothing.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .offered import FOLDER

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

SENTENCE = f"For paper, there is {{site-file}}`the whole book as a PDF <{FOLDER}/book.pdf>`."


class WholeBook(SphinxDirective):
    """``whole-book``: where the PDF is, if there will be one."""

    def run(self) -> list[nodes.Node]:
        if not self.env.config.course_pdf:
            return []
        content, _ = self.state.inline_text(SENTENCE, self.lineno)
        return [nodes.paragraph("", "", *content)]


def use_variable(app: Sphinx, config: Config) -> None:
    config.course_pdf = bool(os.environ.get("BOOK_PDF"))


def setup(app: Sphinx) -> None:
    app.add_config_value("course_pdf", False, "env", [bool])
    app.add_directive("whole-book", WholeBook)
    app.connect("config-inited", use_variable)
