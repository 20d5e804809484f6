"""What the tests of the built site share: where it is, a strict server, what a visit showed."""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Request, Response

ROOT = Path(__file__).resolve().parent.parent
SITE = Path(os.environ.get("BOOK_SITE", ROOT / "book/_build/html"))
PREFIX = "/course"  # the site is published below a path
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
SETTLING = 1000  # milliseconds in which colours fade and the theme makes what scrolls focusable
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def pages() -> list[str]:
    """The addresses of all pages, relative to the site."""
    return sorted(file.relative_to(SITE).as_posix() for file in SITE.rglob("*.html"))


class Handler(SimpleHTTPRequestHandler):
    """Serves the site below a path, with the headers of a careful host and the site's 404 page."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, prefix: str, **options: Any) -> None:
        self.prefix = prefix
        super().__init__(*arguments, **options)

    def translate_path(self, path: str) -> str:
        inside = path.startswith(f"{self.prefix}/")
        return super().translate_path(path.removeprefix(self.prefix) if inside else "/outside")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(site: Path, prefix: str = PREFIX) -> Iterator[str]:
    """The address at which a folder is served, below a path."""
    handler = functools.partial(Handler, directory=str(site), prefix=prefix)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}/"
        server.shutdown()


@dataclass
class Visit:
    """A page, and what happened while it was looked at."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.page.on("request", self.on_request)
        self.page.on("response", self.on_response)
        self.page.on("console", self.on_console)
        self.page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))

    def on_request(self, request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            self.requests.append(request.url)

    def on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"{response.status}: {response.url}")

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"{message.type}: {message.text}")

    @property
    def elsewhere(self) -> list[str]:
        """The requests that left the site."""
        return [url for url in self.requests if not url.startswith(self.address)]

    def look(self, width: int, scheme: str) -> None:
        """Show the page at a width, in light or dark."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        self.page.wait_for_function(
            "wanted => document.documentElement.dataset.theme === wanted", arg=scheme
        )
        self.page.wait_for_timeout(SETTLING)


# Thousands of coloured words look alike: of each kind, axe looks at the block where it comes first.
MARK_REPEATED = """() => {
    const seen = new Set();
    for (const block of document.querySelectorAll("div.highlight")) {
        const kinds = [...block.querySelectorAll("span[class]")].map((word) => word.className);
        if (kinds.every((kind) => seen.has(kind))) block.dataset.repeated = "";
        kinds.forEach((kind) => seen.add(kind));
    }
}"""
LOOK = """(part) => axe.run(
    {include: [part], exclude: [".katex", "[data-repeated]"]},
    {preload: false, resultTypes: ["violations"]},
)"""


def violations(page: Page, part: str = "html") -> list[str]:
    """What axe-core finds amiss in a part of the page: the rule, the element, the reason."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
        page.evaluate(MARK_REPEATED)
    found = page.evaluate(LOOK, part)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['html'][:120]}: "
        f"{node['failureSummary'].splitlines()[-1].strip()}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
