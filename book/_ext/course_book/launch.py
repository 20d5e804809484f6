"""Links that open a chapter in Colab or Binder, in a book that knows its repository.

``BOOK_REPOSITORY`` names it (``https://github.com/owner/name``); without it there is no link. Both
services open notebooks from a branch, ``notebooks``; the build puts its content beside the site,
and whoever publishes the site pushes it.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from .notebooks import file_name, imports, is_chapter, read, requirement
from .offered import FOLDER

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

VARIABLE = "BOOK_REPOSITORY"
BRANCH = "notebooks"
ADDRESS = re.compile(r"https://github\.com/(?P<slug>[\w.-]+/[\w.-]+?)(?:\.git)?/?")
SERVICES = {
    "Colab": "https://colab.research.google.com/github/{slug}/blob/{branch}/{file}",
    "Binder": "https://mybinder.org/v2/gh/{slug}/{branch}?urlpath=lab/tree/{file}",
}
README = """\
# The chapters as notebooks

Made by the build of the course, for Colab and Binder; changes belong into the main branch.
"""


def slug(repository: str) -> str:
    """``owner/name`` of a repository's address. ConfigError: it is on another host."""
    found = ADDRESS.fullmatch(repository)
    if not found:
        expected = "expected https://github.com/owner/name, which Colab and Binder can open"
        raise ConfigError(f"{VARIABLE} is {repository!r}, {expected}; leave it out for no links")
    return found["slug"]


def links(repository: str, docname: str) -> dict[str, str]:
    """The address of a chapter at each service; empty without a repository."""
    if not repository or not is_chapter(docname):
        return {}
    values = {"slug": slug(repository), "branch": BRANCH, "file": file_name(docname)}
    return {service: address.format(**values) for service, address in SERVICES.items()}


def use_repository(app: Sphinx, config: Config) -> None:
    config.course_repository = os.environ.get(VARIABLE, "")
    if config.course_repository:
        slug(config.course_repository)


def write_branch(app: Sphinx, exception: Exception | None) -> None:
    """Write what the branch holds into ``notebooks`` beside the site."""
    if exception is not None or app.builder.format != "html":
        return
    folder = Path(app.outdir).parent / BRANCH
    shutil.rmtree(folder, ignore_errors=True)
    if not app.config.course_repository:
        return
    folder.mkdir()
    needed: set[str] = set()
    for docname in sorted(filter(is_chapter, app.env.found_docs)):
        shutil.copy(Path(app.outdir, FOLDER, file_name(docname)), folder)
        cells = read(Path(app.env.doc2path(docname))).cells
        needed |= imports(cell.source for cell in cells if cell.cell_type == "code")
    packages = "".join(f"{requirement(name)}\n" for name in sorted(needed))
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    for name, text in {
        "requirements.txt": packages,
        "runtime.txt": f"python-{version}\n",
        "README.md": README,
    }.items():
        (folder / name).write_text(text, "utf-8")


def setup(app: Sphinx) -> None:
    app.add_config_value("course_repository", "", "env", [str])
    app.connect("config-inited", use_repository)
    app.connect("build-finished", write_branch, priority=900)
