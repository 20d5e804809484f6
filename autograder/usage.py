"""What a worker's processes use together, as the kernel shows it in /proc."""

import contextlib
import os
import re
from collections.abc import Iterator

__all__ = ["Usage"]

TICKS = os.sysconf("SC_CLK_TCK")
HELD = re.compile(rb"^(?:RssAnon|RssShmem|VmPTE|VmSwap):\s*(\d+) kB", re.MULTILINE)
SOCKET_BYTES = 212_992  # the kernel's default for what may wait in one (net.core.wmem_default)
SESSION, USER_TICKS, SYSTEM_TICKS, STARTED = 3, 11, 12, 19  # fields of `stat` after the name


class Usage:
    """Adds up memory and CPU time of all processes in a /proc.

    Memory that no file backs counts, page tables and swapped pages too, above what was there at
    first; in a jail each socket counts as full, for what waits in it is no process's. CPU time of a
    process that is gone stays counted up to the last look.

    Args:
        proc: a descriptor of the folder.
        session: count only the processes of this session; None for all.
    """

    def __init__(self, proc: int, session: int | None = None) -> None:
        self.proc = proc
        self.session = session
        self.cpu: dict[tuple[bytes, ...], int] = {}
        self.first_bytes = 0
        self.memory_bytes = 0
        self.look()
        self.first_bytes = self.memory_bytes

    @property
    def cpu_seconds(self) -> float:
        return sum(self.cpu.values()) / TICKS

    def look(self) -> None:
        """Measure now."""
        held = sum(map(self._held, self.members())) * 1024
        if self.session is None:  # a jail has a network of its own
            held += self._read("1/net", "unix", 1 << 20).count(b"\n") * SOCKET_BYTES
        self.memory_bytes = max(0, held - self.first_bytes)

    def _held(self, pid: str) -> int:
        """The KiB that a process holds. Once its first thread has ended, only others show them."""
        held = HELD.findall(self._read(pid, "status"))
        for thread in [] if held else self._threads(pid):
            held = held or HELD.findall(self._read(f"{pid}/task/{thread}", "status"))
        return sum(map(int, held))

    def _threads(self, pid: str) -> list[str]:
        """The threads of a process; none if it is gone."""
        with contextlib.suppress(OSError):
            folder = os.open(f"{pid}/task", os.O_RDONLY | os.O_DIRECTORY, dir_fd=self.proc)
            try:
                return os.listdir(folder)
            finally:
                os.close(folder)
        return []

    def members(self) -> Iterator[str]:
        """The processes that count; their CPU time is noted on the way."""
        for pid in filter(str.isdigit, os.listdir(self.proc)):
            fields = self._read(pid, "stat").rpartition(b")")[2].split()
            if fields and self.session in (None, int(fields[SESSION])):
                ticks = int(fields[USER_TICKS]) + int(fields[SYSTEM_TICKS])
                self.cpu[pid.encode(), fields[STARTED]] = ticks
                yield pid

    def _read(self, place: str, name: str, most: int = 1 << 14) -> bytes:
        """The beginning of a file of a process; nothing if the process is gone."""
        try:
            with open(f"{place}/{name}", "rb", opener=self._open) as file:
                return file.read(most)
        except OSError:
            return b""

    def _open(self, path: str, flags: int) -> int:
        return os.open(path, flags, dir_fd=self.proc)
