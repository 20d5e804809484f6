"""Pictures keep their place while they load, and are loaded when the reader comes near them.

A browser knows a picture's place before the picture if the page says its width and height; all but
the first figure of a page wait until they are nearly in sight.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

from PIL import Image

TAG = re.compile(r"<img\b[^>]*>")
SOURCE = re.compile(r'\ssrc="([^"]+)"')
LENGTH = re.compile(r"^([\d.]+)(px|pt)?$")
PIXELS = {"": 1, "px": 1, "pt": 4 / 3}


@cache
def size(picture: Path) -> tuple[int, int]:
    """A picture's width and height in CSS pixels.

    Raises:
        ValueError: an SVG says no size in pixels or points, and has no ``viewBox``.
    """
    if picture.suffix != ".svg":
        with Image.open(picture) as image:
            return image.size
    _, root = next(ElementTree.iterparse(picture, ["start"]))
    said = [LENGTH.match(root.get(name, "")) for name in ("width", "height")]
    if all(said):
        width, height = (float(length[1]) * PIXELS[length[2] or ""] for length in said)
    elif len(box := root.get("viewBox", "").split()) == 4:
        width, height = float(box[2]), float(box[3])
    else:
        raise ValueError(f"{picture} has no size: give its svg element a width and a height")
    return round(width), round(height)


def with_size(tag: str, folder: Path) -> str:
    """The ``img`` tag with the size of its picture, which is found from the page's folder."""
    found = SOURCE.search(tag)
    if found is None or re.search(r"\s(width|height)=", tag):
        return tag
    path = folder / unquote(found[1].partition("?")[0])
    if not path.is_file():
        return tag
    width, height = size(path.resolve())
    return f'<img width="{width}" height="{height}"{tag.removeprefix("<img")}'


def sized(html: str, folder: Path) -> str:
    """The page with the size of every picture; figures but the first are loaded when needed."""
    figures = 0

    def mend(found: re.Match[str]) -> str:
        nonlocal figures
        tag = with_size(found[0], folder)
        if "_images/" not in tag or " loading=" in tag:
            return tag
        figures += 1
        return tag if figures == 1 else f'<img loading="lazy"{tag.removeprefix("<img")}'

    return TAG.sub(mend, html)
