"""The built site, served as GitHub Pages does: text with gzip, fonts and bitmaps as they are."""

from __future__ import annotations

import functools
import gzip
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from helpers_site import PREFIX, SITE, Handler

COMPRESSED = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".xml"}


@functools.cache
def compressed(path: str, changed: float) -> bytes:
    """A file's content as it travels; ``changed`` is the time at which it was last written."""
    return gzip.compress(Path(path).read_bytes(), 6, mtime=0)


class Compressing(Handler):
    """Serves the site as the strict handler does, in fewer bytes."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        wanted = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (wanted and path.is_file() and path.suffix in COMPRESSED):
            return super().send_head()
        body = compressed(str(path), path.stat().st_mtime)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()


@contextmanager
def served(site: Path = SITE) -> Iterator[str]:
    """The address of the site, with a slash at its end, as long as it is served."""
    handler = functools.partial(Compressing, directory=str(site), prefix=PREFIX)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}/"
        server.shutdown()
