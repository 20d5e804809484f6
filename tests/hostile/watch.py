"""What an attack might leave behind: processes and files."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from hostile.corpus import TRACE

FIRST_WORKER = 0x70000000  # as root, a worker is the user of this number plus its parent's
ROOT = Path(__file__).resolve().parents[2]
PLACES = {Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path("/")}
PLACES |= {Path.home(), ROOT, *(path for path in ROOT.iterdir() if path.is_dir())}
ACTIVE = {"script", "img", "iframe", "object", "embed", "link", "meta", "base", "form", "input"}


def eventually(condition: Callable[[], object]) -> bool:
    """Whether it becomes true while one may reasonably wait."""
    deadline = time.monotonic() + 20
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(condition())


def processes() -> Iterator[tuple[int, int, str]]:
    """The number, user and command of every process."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().decode(errors="replace")
            yield int(folder.name), folder.stat().st_uid, command
        except OSError:  # it has just ended
            continue


def children(pid: int) -> list[int]:
    """The numbers of a process's children."""
    try:
        return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def left_running(nursery: int | None = None) -> list[str]:
    """The commands of workers that outlive their supervisor, or that a nursery still has."""
    own = children(nursery) if nursery is not None else []
    return [
        command
        for pid, user, command in processes()
        if pid in own
        or (TRACE in command and pid != os.getpid())
        or (user >= FIRST_WORKER and not Path(f"/proc/{user - FIRST_WORKER}").exists())
    ]


def left_behind() -> list[str]:
    """The files that attacks have left, in the folders where they would."""
    return [
        str(file)
        for place in PLACES
        for file in (place.iterdir() if place.is_dir() else ())
        if TRACE in file.name
    ]


class _Reader(HTMLParser):
    """Collects what a browser would run."""

    def __init__(self) -> None:
        super().__init__()
        self.active: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ACTIVE:
            self.active.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (value or "").lower().strip().startswith("javascript:"):
                self.active.append(f"{tag} {name}")

    def handle_decl(self, decl: str) -> None:
        self.active.append(decl)

    unknown_decl = handle_pi = handle_decl


def active_parts(html: str) -> list[str]:
    """The parts of a page that a browser would run or fetch."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.active
