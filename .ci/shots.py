"""Takes pictures of the built site with the machine's Chromium: `python .ci/shots.py [FOLDER]`.

The front page, a chapter, an answered question, the ledger, an exercise and a search, each as on a
desk and as on a phone, in light and dark: to be looked at by a person before a release.
"""

from __future__ import annotations

import functools
import io
import sys
import threading
from collections.abc import Callable
from http.server import ThreadingHTTPServer
from pathlib import Path

from pdf import browser
from PIL import Image
from playwright.sync_api import Page, sync_playwright
from serve import SITE, Handler

FOLDER = Path("build/shots")
SIZES = {"desk": {"width": 1280, "height": 800}, "phone": {"width": 360, "height": 720}}
SCHEMES = ("light", "dark")
CHAPTER = "chapters/03_encoding.html"
COLOURS = 128  # of a picture; enough for text and figures, and a third of the bytes


def figure(page: Page) -> None:
    """An experiment with its figure."""
    show(page, "figure img", 2, above=360)


def answered(page: Page) -> None:
    """A question, answered."""
    quiz = page.locator("form.quiz").first
    quiz.locator("input").first.check()
    quiz.get_by_role("button", name="Check").click()
    show(page, "form.quiz", 0)


def found(page: Page) -> None:
    """The results of a search."""
    page.get_by_text("Search finished").wait_for()


def show(page: Page, selector: str, number: int, above: int = 120) -> None:
    """Bring an element into the window, so many pixels below its top."""
    place = page.locator(selector).nth(number)
    place.evaluate("(e, above) => scrollBy(0, e.getBoundingClientRect().top - above)", above)


def as_it_opens(page: Page) -> None:
    """The top of the page."""


PICTURES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "front": ("index.html", as_it_opens),
    "chapter": (CHAPTER, figure),
    "quiz": (CHAPTER, answered),
    "ledger": ("claims.html", as_it_opens),
    "exercise": ("try/encoding.html", as_it_opens),
    "search": ("search.html?q=parameter-shift", found),  # the last: the next page would mark words
}


def save(picture: bytes, path: Path) -> None:
    """Write a picture with few colours, which is small and looks the same."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def take(address: str, folder: Path) -> None:
    """Take every picture in every size and scheme."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        for size, viewport in SIZES.items():
            for scheme in SCHEMES:
                look = {"color_scheme": scheme, "reduced_motion": "reduce", "viewport": viewport}
                context = chromium.new_context(**look)
                for name, (path, prepare) in PICTURES.items():
                    page = context.new_page()
                    page.goto(address + path, wait_until="networkidle")
                    prepare(page)
                    page.wait_for_timeout(500)
                    save(page.screenshot(), folder / f"{name}-{size}-{scheme}.png")
                    page.close()
        chromium.close()


def main() -> None:
    """Command line: where the pictures go."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not (SITE / "index.html").exists():
        sys.exit("There is no site yet: run `make book` first.")
    folder.mkdir(parents=True, exist_ok=True)
    handler = functools.partial(Handler, directory=str(SITE))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        take(f"http://127.0.0.1:{server.server_port}/", folder)
        server.shutdown()
    print(f"{len(list(folder.glob('*.png')))} pictures are in {folder}.")


if __name__ == "__main__":
    main()
