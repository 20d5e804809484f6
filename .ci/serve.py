"""Serves the built site on this machine only: `python .ci/serve.py 8000`."""

from __future__ import annotations

import functools
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SITE = Path("book/_build/html")
TRIES = 20


class Handler(SimpleHTTPRequestHandler):
    """Files of the site; an unknown address gets its 404 page; no request is logged."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return None

    def log_message(self, format: str, *args: object) -> None:
        pass


def bind(port: int) -> ThreadingHTTPServer:
    """A server on the port, or on the next free one of twenty."""
    handler = functools.partial(Handler, directory=str(SITE))
    for candidate in range(port, port + TRIES):
        try:
            return ThreadingHTTPServer(("127.0.0.1", candidate), handler)
        except OSError:
            continue
    sys.exit(f"No port from {port} to {port + TRIES - 1} is free; try `make serve PORT=9000`.")


def main() -> None:
    if not (SITE / "index.html").exists():
        sys.exit("There is no site yet: run `make book` first.")
    server = bind(int(sys.argv[1]))
    print(f"The site is at http://127.0.0.1:{server.server_port}/  (Ctrl-C ends)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main()
