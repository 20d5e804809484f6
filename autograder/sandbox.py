"""Warm, confined processes for learner code.

`Nursery` starts a trusted parent that imports the stack once; `Nursery.spawn` has it fork a worker
in tens of milliseconds. A worker is used once: it serves one socket, and ends with everything it
started when it is killed, uses too much, or when the judge or the nursery is gone.

    with Nursery(preload=["cirq"]) as nursery, nursery.spawn() as worker:
        worker.socket.sendall(...)

How a worker is confined is said in `autograder.jail`; what it can't do is proved in
`tests/test_jail.py`.
"""

import contextlib
import json
import math
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, Self

__all__ = [
    "ConfinementUnavailable",
    "Ending",
    "LimitError",
    "Limits",
    "Nursery",
    "NurseryGone",
    "Worker",
    "limits_of",
]

PATIENCE = 300.0  # seconds for the stack's first import, without bytecode, on a busy machine
FAREWELL = 30.0  # seconds for the kernel to end all processes of a worker
Pair = tuple[socket.socket, socket.socket]


@dataclass(frozen=True)
class Limits:
    """What one worker may use; unless said otherwise, all its processes together.

    Attributes:
        cpu_seconds: CPU time of its whole life, in seconds.
        wall_seconds: time for one request, in seconds; kept by `autograder.session`.
        submission_seconds: time for all requests of one submission and for the judge's work on the
            answers between them, in seconds; kept by `autograder.session`.
        memory_bytes: resident memory beyond what it shared with the nursery at first, in bytes. A
            process that it forks counts in full.
        processes: number of processes and threads (not kept in a worker without confinement).
        open_files: number of open files of each process.
        scratch_bytes: size of the only folder that it can write to, in bytes, in which /tmp and
            /dev/shm lie (not kept in a worker without confinement).
        file_bytes: size of each file, in bytes.
        reply_bytes: size of all that is sent in answer to one request, in bytes; kept by
            `autograder.wire`.
    """

    cpu_seconds: float = 120
    wall_seconds: float = 20
    submission_seconds: float = 600
    memory_bytes: int = 2 << 30
    processes: int = 256
    open_files: int = 256
    scratch_bytes: int = 64 << 20
    file_bytes: int = 64 << 20
    reply_bytes: int = 16 << 20


class LimitError(ValueError):
    """A limit that does not exist, or a value that is none."""


def limits_of(values: Mapping[str, Any]) -> Limits:
    """Limits by their names; those that are not named keep their defaults.

    Args:
        values: numbers above 0, or their text.

    Raises:
        LimitError: an unknown name, or a value that is no such number.
    """
    kinds = {field.name: field.type for field in fields(Limits)}
    for name in values:
        if name not in kinds:
            raise LimitError(f"There is no limit {name!r}; the limits are {', '.join(kinds)}.")
    numbers = {name: _number_of(name, value) for name, value in values.items()}
    return Limits(**{name: int(n) if kinds[name] is int else n for name, n in numbers.items()})


def _number_of(name: str, value: object) -> Any:
    with contextlib.suppress(TypeError, ValueError):
        if 0 < float(value) < math.inf:  # type: ignore[arg-type]
            return float(value)  # type: ignore[arg-type]
    raise LimitError(f"The limit {name} is {value!r}; a number above 0 is needed.")


@dataclass(frozen=True)
class Ending:
    """Why a worker ended, as its supervisor saw it.

    Attributes:
        cause: "running" if it has not ended; "killed" by the judge, or because the judge or the
            nursery was gone; "memory" or "cpu" for using more than the limit; "signal" for a crash.
        detail: the exit code, the signal's name or the amount that was used.
    """

    cause: Literal["running", "exited", "killed", "memory", "cpu", "signal"]
    detail: str = ""


class ConfinementUnavailable(RuntimeError):
    """This machine refuses what a confined worker needs."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Learner code can't be confined here ({reason}): allow unprivileged user namespaces "
            "(sysctl kernel.unprivileged_userns_clone=1, user.max_user_namespaces above 0, "
            "kernel.apparmor_restrict_unprivileged_userns=0; in a container a seccomp profile that "
            "permits unshare and mount, and an unmasked /proc) on Linux 5.12 or newer on x86-64, "
            "or grade with --trusted, which runs learner code without confinement."
        )


class NurseryGone(RuntimeError):
    """The process that forks workers has ended, could not import what it should, or can't fork."""


class Worker:
    """One process for one submission.

    Attributes:
        socket: the judge's end of the connection that the worker serves.
    """

    def __init__(self, connection: socket.socket, supervisor: socket.socket) -> None:
        self.socket = connection
        self._supervisor = supervisor
        self._ending: Ending | None = None

    def kill(self) -> Ending:
        """End the worker and all it started; return when they are gone. May be called again.

        Returns the true cause if it had ended before.
        """
        with contextlib.suppress(OSError):
            self._supervisor.shutdown(socket.SHUT_WR)
        return self.ending(wait=FAREWELL)

    def ending(self, wait: float = 2.0) -> Ending:
        """Why it ended; "running" if it has not within this many seconds."""
        if self._ending is None:
            self._supervisor.settimeout(wait)
            try:
                message = self._supervisor.recv(4096)
            except TimeoutError:
                return Ending("running")
            self._ending = Ending(**json.loads(message)) if message else SUPERVISOR_LOST
            self._supervisor.close()
        return self._ending

    def close(self) -> None:
        """Kill it and close the socket."""
        self.kill()
        self.socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


SUPERVISOR_LOST = Ending("killed", "its supervisor was killed, and so was the worker")


class Nursery:
    """A trusted parent process that forks warm workers; one per grading run.

    Args:
        preload: modules to import once, such as `("cirq", "matplotlib.pyplot")` or also
            `("tensorflow", "tensorflow_quantum")`; none may start threads.
        limits: what each worker may use.
        confined: False runs learner code with the rights of this user. That protects against
            mistakes (limits, a clean end) and not against intent.
        serve: `module:function`, called in the worker with its socket; the worker ends when it
            returns. The module is imported before the fork.

    Raises:
        ConfinementUnavailable: the machine can't confine workers.
    """

    def __init__(
        self,
        *,
        preload: Sequence[str] = (),
        limits: Limits = Limits(),
        confined: bool = True,
        serve: str = "autograder.worker:serve",
    ) -> None:
        self.limits = limits
        self._confined = confined
        self._lock = threading.Lock()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the nursery)
        self._control, theirs = _pair()
        self._process = self._start(theirs)
        order = {
            "preload": list(preload),
            "limits": asdict(limits),
            "confined": confined,
            "serve": serve,
            "path": [os.path.abspath(place) for place in sys.path],
            "home": os.path.expanduser("~"),
            "temporary": tempfile.gettempdir(),
        }
        self._control.send(json.dumps(order).encode())
        self._probe()

    def _start(self, control: socket.socket) -> "subprocess.Popen[bytes]":
        """The nursery's process gets nothing of this one's environment."""
        package = Path(__file__).resolve().parent
        with control:
            return subprocess.Popen(
                [sys.executable, "-P", "-m", f"{package.name}.nursery", str(control.fileno())],
                env={"PYTHONPATH": str(package.parent)},
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._log,
                pass_fds=[control.fileno()],
                start_new_session=True,  # Ctrl-C is for the judge
            )

    def _probe(self) -> None:
        """A first worker shows, before the long imports, whether this machine can confine."""
        try:
            with self.spawn() as worker:
                said = worker.socket.recv(4096).decode()
            if said != "readable":
                raise ConfinementUnavailable(said or "the first worker died")
            self._control.send(b"import")
        except BaseException:
            self.close()
            raise

    def spawn(self) -> Worker:
        """A fresh worker, ready to serve. May be called from several threads.

        Raises:
            ConfinementUnavailable: the machine no longer can.
            NurseryGone: the imports failed, or the parent process died.
        """
        (ours, theirs), (report, supervisor) = socket.socketpair(), _pair()
        with theirs, supervisor, self._lock, contextlib.suppress(OSError):
            fds = [theirs.fileno(), supervisor.fileno()]
            socket.send_fds(self._control, [b"spawn"], fds)
        try:
            reply = self._await(report)
            if "refused" in reply and self._confined:
                raise ConfinementUnavailable(str(reply["refused"]))
            if "refused" in reply:
                raise NurseryGone(f"A worker could not start: {reply['refused']}")
        except BaseException:
            ours.close()
            report.close()
            raise
        return Worker(ours, report)

    def _await(self, report: socket.socket) -> dict[str, object]:
        report.settimeout(PATIENCE)
        with contextlib.suppress(ConnectionError):
            message = report.recv(4096)
            if message:
                return dict(json.loads(message))
        raise NurseryGone(self._last_words())

    def _last_words(self) -> str:
        """Why the nursery is gone: its own words, or the end of what it printed."""
        if self._log.closed:
            return "The nursery was closed."
        for _ in range(2):  # an order that was never read is reported before what was said
            with self._lock, contextlib.suppress(OSError):
                self._control.settimeout(1)
                if words := self._control.recv(4096):
                    return f"The parent of the workers could not start: {words.decode()}"
        self._log.seek(max(0, self._log.seek(0, os.SEEK_END) - 2000))
        printed = self._log.read().decode(errors="replace").strip()
        return f"The parent of the workers has ended. It printed last: {printed or 'nothing'}"

    def close(self) -> None:
        """End all workers and the parent; return when they are gone. May be called again."""
        self._control.close()
        try:
            self._process.wait(FAREWELL)
        except subprocess.TimeoutExpired:  # it is still importing; then there are no workers
            self._process.kill()
            self._process.wait()
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def _pair() -> Pair:
    """Two connected sockets that keep messages apart."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
