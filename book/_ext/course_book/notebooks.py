"""Each chapter as a notebook to download: without outputs, in plain Markdown, for any Jupyter.

The notebook is the chapter's source. Its first code cell installs what is missing; stored results
that a cell reads are written by a cell; the numbers in the text are those of this build.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import json
import re
import sys
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from myst_nb.core.read import read_myst_markdown_notebook
from myst_parser.config.main import MdParserConfig
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from pybtex.database import parse_file
from pybtex.richtext import Text

from . import offered
from .claims import BOOK, load_claims
from .plain import Words, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nbformat import NotebookNode
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<file>[^):\s]+)\)")
KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
PREFERRED = {"cirq": "cirq", "tensorflow": "tensorflow", "sklearn": "scikit-learn"}
PREFERRED |= {"tf_keras": "tf-keras"}
INSTALL = """\
# Installs what this notebook uses and this Python lacks (on Linux, x86-64).
from importlib.util import find_spec

packages = {{
{packages}
}}
missing = " ".join(p for name, p in packages.items() if not find_spec(name))
if missing:
    %pip install --quiet {{missing}}"""


def is_chapter(docname: str) -> bool:
    return re.fullmatch(r"chapters/\d\d_\w+", docname) is not None


def file_name(docname: str) -> str:
    return docname.rpartition("/")[2] + ".ipynb"


def read(path: Path) -> NotebookNode:
    """A chapter's source as a notebook."""
    if path.suffix == ".ipynb":
        return nbformat.read(path, as_version=4)
    config = MdParserConfig(enable_extensions={"colon_fence", "dollarmath"})
    return read_myst_markdown_notebook(path.read_text("utf-8"), config, path=path)


def bare(source: NotebookNode, folder: Path, words: Words, about: str) -> NotebookNode:
    """The notebook to download; ``folder`` is the chapter's, for its images."""
    cells = [made for cell in source.cells for made in remade(cell, folder, words)]
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    first = next((i for i, cell in enumerate(cells) if cell.cell_type == "code"), len(cells))
    cells[first:first] = [*install(code), *stored(code)]
    cells.append(new_markdown_cell(about))
    for number, cell in enumerate(cells):
        cell.id = hashlib.sha256(f"{number} {cell.source}".encode()).hexdigest()[:12]
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    return new_notebook(cells=cells, metadata=metadata)


def remade(cell: NotebookNode, folder: Path, words: Words) -> list[NotebookNode]:
    """A cell without outputs, and the caption of its figure."""
    if cell.cell_type != "code":
        return [with_images(plain(cell.source, words), folder)]
    tags = cell.metadata.get("tags", [])
    made = [new_code_cell(cell.source, metadata={"tags": tags} if tags else {})]
    if caption := cell.metadata.get("mystnb", {}).get("figure", {}).get("caption"):
        made.append(new_markdown_cell(f"**Figure.** {plain(caption.strip(), words)}"))
    return made


def with_images(text: str, folder: Path) -> NotebookNode:
    """A text cell that carries the images that it shows."""
    kept: dict[str, dict[str, str]] = {}

    def attach(match: re.Match[str]) -> str:
        path = folder / match["file"]
        if not path.is_file() or path.suffix not in KINDS:
            return match["alt"]
        data = base64.b64encode(path.read_bytes()).decode()
        kept[path.name] = {KINDS[path.suffix]: data}
        alt = " ".join(match["alt"].split())
        return f"![{alt}](attachment:{path.name})"

    cell = new_markdown_cell(IMAGE.sub(attach, text))
    if kept:
        cell.attachments = kept
    return cell


def imports(code: Iterable[str]) -> set[str]:
    """The packages that the cells import and Python does not bring."""
    trees = [ast.walk(ast.parse(cell)) for cell in code if not cell.startswith("%")]
    names: set[str] = set()
    for node in (node for tree in trees for node in tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    if "tensorflow_quantum" in names:
        names.add("tf_keras")
    return names - sys.stdlib_module_names - {"course", "keras"}


@cache
def distributions() -> dict[str, list[str]]:
    return dict(packages_distributions())


def requirement(name: str) -> str:
    """What pip installs for an import, in the version of this build."""
    package = PREFERRED.get(name) or distributions().get(name, [name])[0]
    try:
        return f"{package}=={version(package)}"
    except PackageNotFoundError:
        return package


def install(code: list[str]) -> list[NotebookNode]:
    """The cell that installs what is missing, if the cells import anything."""
    needed = sorted(imports(code))
    lines = [f'    "{name}": "{requirement(name)}",' for name in needed]
    return [new_code_cell(INSTALL.format(packages="\n".join(lines)))] if needed else []


def stored(code: list[str]) -> list[NotebookNode]:
    """Cells that write the stored results which the cells read."""
    text = "\n".join(code)
    files = [path for path in sorted((BOOK / "data").glob("*.json")) if f'"{path.name}"' in text]
    return [new_code_cell(f"%%writefile {path.name}\n{compact(path)}") for path in files]


def compact(path: Path) -> str:
    data = json.loads(path.read_text("utf-8"))
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def values(env: BuildEnvironment, docname: str) -> dict[str, str]:
    """The numbers that the chapter's cells kept for its prose."""
    path = Path(env.mystnb_config.output_folder, f"{docname}.glue.json")
    kept = json.loads(path.read_text("utf-8")) if path.exists() else {}
    found = {name: output["data"].get("text/plain", "") for name, output in kept.items()}
    return {name: text.strip("'\"") for name, text in found.items()}


def claim_text(claim: str) -> str:
    claims = load_claims()
    return claims[claim].text if claim in claims else ""


@cache
def labels() -> dict[str, str]:
    """Author and year of every reference."""
    entries = parse_file(BOOK / "references.bib").entries
    return {key: label(entry) for key, entry in entries.items()}


def label(entry: Any) -> str:
    people = entry.persons.get("author", [])
    names = [str(Text.from_latex(" ".join(person.last_names))) for person in people]
    who = " and ".join(names) if len(names) < 3 else f"{names[0]} et al."
    return f"{who}, {entry.fields.get('year', 'n.d.')}"


def cite(keys: str) -> str:
    return f"({'; '.join(labels().get(key.strip(), key.strip()) for key in keys.split(','))})"


def value(known: dict[str, str], key: str) -> str:
    name = key.partition(":")[0]
    return known.get(name, f"`{name}`")


def about(app: Sphinx, docname: str) -> str:
    """The cell that says where the notebook comes from."""
    address = app.config.html_baseurl
    name = "Classical and quantum neural networks"
    link = f"[{name}]({address}{docname}.html)" if address else f"*{name}*"
    return (
        f"---\n\nA chapter of the course {link}. Its text is under CC BY 4.0, its code under MIT."
    )


def write_notebooks(app: Sphinx, exception: Exception | None) -> None:
    """Write every chapter's notebook into the site."""
    if exception is not None or app.builder.format != "html":
        return
    for docname in sorted(filter(is_chapter, app.env.found_docs)):
        path = Path(app.env.doc2path(docname))
        words = Words(claim_text, cite, partial(value, values(app.env, docname)))
        notebook = bare(read(path), path.parent, words, about(app, docname))
        offered.write(app, file_name(docname), (nbformat.writes(notebook) + "\n").encode())


def add_button(app: Sphinx, page: str, template: str, context: dict, doctree: object) -> None:
    """The notebook in the page's download menu."""
    groups = [g for g in context.get("header_buttons", []) if g["label"] == "download-buttons"]
    if not is_chapter(page) or not groups:
        return
    url = context["pathto"](f"{offered.FOLDER}/{file_name(page)}", 1)
    words = {"text": ".ipynb", "tooltip": "Download the notebook", "icon": "fas fa-code"}
    button = {"type": "link", "url": url, "label": "download-notebook-button", **words}
    groups[0]["buttons"].insert(0, button)


def setup(app: Sphinx) -> None:
    app.connect("build-finished", write_notebooks)
    app.connect("html-page-context", add_button, priority=900)
