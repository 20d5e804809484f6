"""The built site in a real browser, served as strictly as a careful host would.

`make test-site` builds the book first. The environment variable BOOK_SITE names another build.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from helpers_site import SITE, Visit, served
from playwright.sync_api import Browser, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE = 300_000  # milliseconds; a busy machine is slow


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the site is served."""
    if not (SITE / "index.html").exists():
        pytest.fail(f"There is no site in {SITE}: run `make book` first.")
    with served(SITE) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.fail("There is no Chromium here (Debian and Ubuntu: apt install chromium).")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def visits(browser: Browser, address: str) -> Callable[..., Any]:
    """`with visits("index.html") as visit:` opens a page in a browser of its own memory.

    A script that is given runs in the page before the page's own.
    """

    @contextmanager
    def visiting(path: str, at: str = address, script: str = "", **options: Any) -> Iterator[Visit]:
        context = browser.new_context(**options)
        context.add_init_script(script)
        context.set_default_timeout(PATIENCE)
        visit = Visit(context.new_page(), at)
        visit.listen()
        visit.page.goto(at + path, wait_until="load")
        yield visit
        context.close()

    return visiting
