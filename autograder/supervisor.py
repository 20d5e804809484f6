"""One worker's supervisor: forks it, confines it, watches what it uses, says why it ended.

The supervisor lives outside the jail, so a worker neither sees nor reaches it. What it reports is
what the kernel told it, never what the worker says.
"""

import contextlib
import json
import os
import resource
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence

from autograder import jail
from autograder.sandbox import Limits
from autograder.usage import Usage

__all__ = ["no_return", "run"]

Serve = Callable[[socket.socket], None]
Cause = tuple[str, str]
PAUSE = 0.02  # seconds between two looks at what a worker uses
ATTENTION = 0.1  # looking takes at most this part of a processor
WORKER = 3  # the worker's only descriptor besides 0, 1 and 2
SPARE_BYTES = 1 << 30  # address space for the stacks of threads, most of it never resident


@contextlib.contextmanager
def no_return() -> Iterator[None]:
    """A forked process never leaves this block but by its own exit."""
    code = 1
    try:
        yield
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def run(
    worker: socket.socket,
    judge: socket.socket,
    lifeline: int,
    serve: Serve,
    limits: Limits,
    settings: Mapping[str, str],
    places: Sequence[str] | None,
) -> None:
    """Fork a worker that serves, and see it through to its end.

    Sends the judge "ready", or the reason why there is no worker; then how the worker ended.

    Args:
        worker: the socket that the worker serves.
        judge: where to report; anything that comes from there, its end too, means "kill".
        lifeline: a descriptor that comes to its end when the nursery is gone.
        settings: the worker's environment, to which its folders are added.
        places: what a confined worker may read; None for a worker that is not confined.
    """
    scratch = jail.SCRATCH if places is not None else tempfile.mkdtemp(prefix="worker-")
    try:
        pid, usage = start(worker, serve, limits, {**settings, **folders(scratch)}, places)
    except OSError as error:
        if places is None:
            shutil.rmtree(scratch, ignore_errors=True)
        _tell(judge, refused=error.strerror or str(error))
        return
    _tell(judge, ready=True)
    cause, detail = watch(pid, usage, limits, judge.fileno(), lifeline)
    if places is None:
        _clean_up(usage, scratch)
    _tell(judge, cause=cause, detail=detail)


def _tell(judge: socket.socket, **message: object) -> None:
    with contextlib.suppress(OSError):  # the judge may be gone
        judge.send(json.dumps(message).encode())


def folders(scratch: str) -> dict[str, str]:
    """The environment variables that name folders."""
    path = f"{sys.prefix}/bin:/usr/local/bin:/usr/bin:/bin"
    return {"PATH": path, "HOME": scratch, "TMPDIR": scratch, "MPLCONFIGDIR": scratch}


def start(
    worker: socket.socket,
    serve: Serve,
    limits: Limits,
    environment: Mapping[str, str],
    places: Sequence[str] | None,
) -> tuple[int, Usage]:
    """Fork the worker. Returns when it is confined; OSError says what the kernel refused."""
    ours, theirs = socket.socketpair()
    identity = jail.separate() if places is not None else None
    pid = os.fork()
    if pid == 0:
        with no_return():
            ours.close()
            _become_worker(worker, theirs, limits, environment, places, identity)
            serve(socket.socket(fileno=WORKER))
    worker.close()
    theirs.close()
    with ours:
        message, fds, _, _ = socket.recv_fds(ours, 4096, 1)
    if not fds:
        os.waitpid(pid, 0)
        raise OSError(0, message.decode() or "the worker died while it was being confined")
    return pid, Usage(fds[0], session=pid if places is None else None)


def _become_worker(
    worker: socket.socket,
    report: socket.socket,
    limits: Limits,
    environment: Mapping[str, str],
    places: Sequence[str] | None,
    identity: jail.Identity | None,
) -> None:
    """Confine this process, report so, and keep nothing open but the worker's socket."""
    try:
        os.setsid()
        _set_environment(environment)
        _renew_randomness()
        if places is not None and identity is not None:
            proc = _confine(limits, places, identity)
        else:
            proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
            os.chdir(environment["HOME"])
            _limit_process(limits)
            jail.die_with_parent()
    except OSError as error:
        report.send((error.strerror or str(error)).encode())
        os._exit(1)
    socket.send_fds(report, [b"ready"], [proc])
    _keep_only(worker, report)


def _confine(limits: Limits, places: Sequence[str], identity: jail.Identity) -> int:
    """Into the jail, for good. Returns a descriptor of its /proc."""
    proc = jail.enter(places, identity, limits.scratch_bytes)
    _limit_process(limits)
    _limit(resource.RLIMIT_NPROC, limits.processes)
    _limit(resource.RLIMIT_DATA, _private_bytes() + limits.memory_bytes + SPARE_BYTES)
    jail.give_up_rights(identity)
    return proc


def _keep_only(worker: socket.socket, report: socket.socket) -> None:
    source = worker.detach()
    report.detach()  # closed below; Python must not close its number again later
    null = os.open("/dev/null", os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.dup2(source, WORKER)
    os.closerange(WORKER + 1, 1 << 30)


def _set_environment(environment: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None  # the nursery's, if it looked it up


def _renew_randomness() -> None:
    """Generators that were seeded in the nursery would give all workers the same numbers.
    Python's own `random` renews itself after a fork."""
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()


def _private_bytes() -> int:
    """The size of this process's private writable memory, as RLIMIT_DATA counts it."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[5]) * resource.getpagesize()


def _limit_process(limits: Limits) -> None:
    """What the kernel limits for each process by itself, should the supervisor be late."""
    _limit(resource.RLIMIT_CPU, int(limits.cpu_seconds) + 2)
    _limit(resource.RLIMIT_NOFILE, limits.open_files)
    _limit(resource.RLIMIT_FSIZE, limits.file_bytes)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(which: int, value: int) -> None:
    _, most = resource.getrlimit(which)
    value = value if most == resource.RLIM_INFINITY else min(value, most)
    resource.setrlimit(which, (value, value))


def watch(pid: int, usage: Usage, limits: Limits, judge: int, lifeline: int) -> Cause:
    """Wait until the worker ends, or until it must: by order, or for using too much."""
    worker = os.pidfd_open(pid)
    poll = select.poll()
    for descriptor in (worker, judge, lifeline):
        poll.register(descriptor, select.POLLIN)
    pause = PAUSE
    while True:
        happened = {descriptor for descriptor, _ in poll.poll(pause * 1000)}
        began = time.monotonic()
        verdict = None
        if judge in happened or lifeline in happened:
            verdict = "killed", "by the judge" if judge in happened else "the nursery is gone"
        elif not happened:
            verdict = _excess(usage, limits)
        if verdict or happened:
            return _end(pid, verdict, usage, limits)
        pause = max(PAUSE, (time.monotonic() - began) / ATTENTION)


def _excess(usage: Usage, limits: Limits) -> Cause | None:
    """What the worker uses too much of, if anything."""
    usage.look()
    if usage.memory_bytes > limits.memory_bytes:
        return "memory", f"{usage.memory_bytes} bytes resident"
    if usage.cpu_seconds > limits.cpu_seconds:
        return "cpu", f"{usage.cpu_seconds:.1f} s of CPU time"
    return None


def _end(pid: int, verdict: Cause | None, usage: Usage, limits: Limits) -> Cause:
    """Kill the worker if there is a verdict, and wait until it is gone.

    As process 1 of its namespace it takes all others along. The cause is the verdict, unless it
    ended by itself just before.
    """
    if verdict:
        os.kill(pid, signal.SIGKILL)
    _, status, spent = os.wait4(pid, 0)
    if os.WIFEXITED(status):
        return "exited", f"exit code {os.WEXITSTATUS(status)}"
    number = os.WTERMSIG(status)
    if verdict and number == signal.SIGKILL:
        return verdict
    if max(spent.ru_utime + spent.ru_stime, usage.cpu_seconds) >= limits.cpu_seconds:
        return "cpu", f"{signal.Signals(number).name} after {limits.cpu_seconds} s of CPU time"
    if number == signal.SIGKILL:  # no process of the jail can send it to process 1
        return "memory", "killed from outside, most likely because the machine ran out of memory"
    return "signal", signal.Signals(number).name


def _clean_up(usage: Usage, scratch: str) -> None:
    """What a worker without a jail left behind in its session."""
    for pid in usage.members():
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(pid), signal.SIGKILL)
    shutil.rmtree(scratch, ignore_errors=True)
