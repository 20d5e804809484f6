"""What a first visit to a page costs: its bytes as they travel, its requests, what it waits for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from helpers_site import SITE, pages
from helpers_weight import served
from playwright.sync_api import Browser, Page, Response

MOST_BYTES = 600_000  # of a page without its figures
NOT_FOUND = "404.html"  # shown at any address, so its own links are absolute
PAGES = [page for page in pages() if page != NOT_FOUND]
MOST_LETTERS = 1500  # of the scripts in a page's head
SEARCH = ("searchindex.js", "searchtools.js", "language_data.js")


@dataclass
class Load:
    """A page, and what its first load brought."""

    page: Page
    sizes: dict[str, int] = field(default_factory=dict)  # bytes by path, headers included
    failed: list[str] = field(default_factory=list)

    def on_response(self, response: Response) -> None:
        path = urlsplit(response.url).path
        if response.status >= 400:
            self.failed.append(path)
        elif response.url.startswith("http"):
            sizes = response.request.sizes()
            self.sizes[path] = sizes["responseBodySize"] + sizes["responseHeadersSize"]

    def weight(self) -> int:
        """All bytes but those of the figures."""
        return sum(size for path, size in self.sizes.items() if "/_images/" not in path)

    def asked_for(self, names: tuple[str, ...]) -> list[str]:
        return [path for path in self.sizes if path.endswith(names)]


@pytest.fixture(scope="module")
def loads(browser: Browser) -> Iterator[Callable]:
    """`with loads("index.html") as load:` opens a page that nothing is kept of."""
    with served() as address:

        @contextmanager
        def loading(path: str) -> Iterator[Load]:
            context = browser.new_context()
            load = Load(context.new_page())
            answers: list[Response] = []
            load.page.on("response", lambda answer: answers.append(answer))
            load.page.goto(address + path, wait_until="networkidle")
            for answer in answers:
                load.on_response(answer)
            yield load
            context.close()

        yield loading


@cache
def soup(page: str) -> BeautifulSoup:
    return BeautifulSoup((SITE / page).read_text("utf-8"), "html.parser")


@pytest.mark.parametrize("page", PAGES)
def test_a_first_visit_is_light_and_asks_for_nothing_in_vain(loads: Callable, page: str) -> None:
    with loads(page) as load:
        assert load.failed == []
        assert f"/{page}" in "".join(load.sizes)
        assert load.weight() < MOST_BYTES, load.sizes
        assert (load.asked_for(SEARCH) != []) == (page == "search.html")


@pytest.mark.parametrize("page", PAGES)
def test_no_script_is_waited_for_and_the_first_one_chooses_light_or_dark(page: str) -> None:
    head = soup(page).head.select("script:not([defer], [async], [type])")
    assert [script["src"] for script in head if script.has_attr("src")] == []
    assert "dataset" in head[0].get_text()
    assert sum(len(script.get_text()) for script in head) < MOST_LETTERS
    later = soup(page).body.select("script[src]:not([defer], [async], [type=module])")
    assert [script["src"] for script in later] == []


@pytest.mark.parametrize("page", PAGES)
def test_one_stylesheet_is_waited_for_and_the_one_of_a_page_with_cells(page: str) -> None:
    sheets = soup(page).select('link[rel="stylesheet"]:not([media="print"])')
    assert len(sheets) == (2 if page.startswith("try/") else 1)


@pytest.mark.parametrize("page", PAGES)
def test_every_picture_has_a_size_and_only_the_first_figure_comes_at_once(page: str) -> None:
    pictures = soup(page).select("img")
    assert [img for img in pictures if not (img.get("width") and img.get("height"))] == []
    waiting = [img.get("loading") for img in pictures if "_images/" in img["src"]]
    assert waiting == [None, *["lazy"] * (len(waiting) - 1)][: len(waiting)]


def test_the_theme_is_chosen_before_anything_is_drawn(browser: Browser) -> None:
    with served() as address:
        context = browser.new_context(color_scheme="dark", java_script_enabled=True)
        page = context.new_page()
        page.route("**/*.js*", lambda route: route.abort())
        page.goto(f"{address}index.html")
        assert page.locator("html").get_attribute("data-theme") == "dark"
        context.close()
