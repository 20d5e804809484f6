"""The trusted parent of all workers: it imports the stack once and forks a worker on request.

It runs no learner code, and neither a submission nor a seed nor the gradebook is ever known to it;
its environment is its own. A worker, being its copy, can't hold what the nursery never had.

A fork is safe only from a process with one thread, and must share no memory that a worker could
write to, so the nursery checks both after its imports. Importing TensorFlow Quantum would break
both: it creates a `tf.CriticalSection`, which starts TensorFlow's threads and makes every later
worker hang, and a `multiprocessing.Lock`, which a worker could hold for ever. Here the first is
created on first use and the second is an ordinary lock.

Run as `python -m autograder.nursery DESCRIPTOR` by `autograder.sandbox.Nursery`.
"""

import contextlib
import functools
import gc
import importlib
import json
import multiprocessing
import os
import re
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from unittest import mock

from autograder import jail, supervisor, warmup
from autograder.sandbox import Limits

Serve = Callable[[socket.socket], None]
SETTINGS = {
    "LANG": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "TF_USE_LEGACY_KERAS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    # Submissions are graded in parallel, and threads of the nursery would be lost in a fork.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "2",
    "TF_NUM_INTEROP_THREADS": "2",
}


class UnsafeImportError(RuntimeError):
    """After an import the nursery can't be forked safely."""


class LazyCriticalSection:
    """A `tf.CriticalSection` that comes to be when first used."""

    def __init__(self, create: Callable[..., Any], *arguments: Any, **options: Any) -> None:
        self._create: Callable[[], Any] = functools.partial(create, *arguments, **options)
        self._section: Any = None
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> Any:
        tf: Any = sys.modules["tensorflow"]
        with self._lock, tf.init_scope():  # eagerly, also while a graph is being traced
            if self._section is None:
                self._section = self._create()
        return getattr(self._section, name)


@contextlib.contextmanager
def _deferred_tensorflow() -> Iterator[None]:
    """While TensorFlow Quantum is imported, nothing starts TensorFlow's runtime."""
    import tensorflow as tf

    real = tf.CriticalSection
    lazy = mock.patch.object(tf, "CriticalSection", functools.partial(LazyCriticalSection, real))
    with lazy, mock.patch.object(multiprocessing, "Lock", threading.Lock):
        yield


def preload(names: Sequence[str]) -> None:
    """Import these modules. Raises ImportError, or UnsafeImportError if forks would go wrong."""
    for name in names:
        quantum = name.partition(".")[0] == "tensorflow_quantum"
        with _deferred_tensorflow() if quantum else contextlib.nullcontext():
            importlib.import_module(name)
    if "matplotlib.pyplot" in names:
        warmup.draw()
    if "tensorflow_quantum" in names:
        warmup.convert_layers()
    _check_that_forks_are_safe(names)
    gc.collect()
    gc.freeze()  # so that a worker's collector leaves shared memory alone


def _check_that_forks_are_safe(names: Sequence[str]) -> None:
    threads = len(os.listdir("/proc/self/task"))
    if threads > 1:
        raise UnsafeImportError(f"importing {', '.join(names)} started {threads - 1} threads")
    with open("/proc/self/maps") as maps:
        shared = [line.strip() for line in maps if re.match(r"\S+ .w.s ", line)]
    if shared:
        raise UnsafeImportError(f"importing {', '.join(names)} created shared memory: {shared[0]}")
    eager = sys.modules.get("tensorflow.python.eager.context")
    if eager is not None and getattr(eager, "_context", None) is not None:
        raise UnsafeImportError(f"importing {', '.join(names)} started TensorFlow's eager context")


def find(place: str, path: Sequence[str]) -> Serve:
    """The function at `module:name`, searched for on this path too."""
    module, _, name = place.partition(":")
    with mock.patch.object(sys, "path", [*sys.path, *path]):
        found = getattr(importlib.import_module(module), name)
    if not callable(found):
        raise TypeError(f"{place} is a {type(found).__name__}, not a function")
    return found  # type: ignore[no-any-return]


def probe(worker: socket.socket) -> None:
    """Run in a first worker: say "readable" if it can read what Python imports, or what is not."""
    answer = "readable"
    try:
        for folder in filter(os.path.isdir, [*sys.path, os.path.dirname(__file__)]):
            os.listdir(folder)
    except OSError as error:
        answer = str(error)
    worker.send(answer.encode())


def reap(*_: object) -> None:
    """Take leave of ended supervisors, which report to the judge alone; their CPU time is kept."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


class Nursery:
    """Forks workers as ordered on the control socket, until its other end is closed."""

    def __init__(self, control: socket.socket, order: dict[str, Any]) -> None:
        self.control = control
        self.limits = Limits(**order["limits"])
        self.places = jail.readable_places() if order["confined"] else None
        self.lifeline, self._life = os.pipe()  # supervisors see its end when the nursery is gone

    def fork(self, worker: socket.socket, judge: socket.socket, serve: Serve) -> None:
        """One supervisor, which forks one worker."""
        if os.fork() == 0:
            with supervisor.no_return():
                os.close(self._life)
                self.control.close()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                supervisor.run(
                    worker, judge, self.lifeline, serve, self.limits, SETTINGS, self.places
                )
        worker.close()
        judge.close()

    def await_workers(self) -> None:
        """End all workers and wait until they are gone."""
        os.close(self._life)
        with contextlib.suppress(ChildProcessError):
            while True:
                os.wait()

    def obey_once(self, serve: Serve) -> bool:
        """Wait for an order: the worker's socket and the supervisor's. False if none will come."""
        message, fds, _, _ = socket.recv_fds(self.control, 16, 2)
        if message:
            worker, judge = (socket.socket(fileno=fd) for fd in fds)
            self.fork(worker, judge, serve)
        return bool(message)


def main() -> None:
    """Serve the judge that started this process until it is gone."""
    control = socket.socket(fileno=int(sys.argv[1]))
    order = json.loads(control.recv(1 << 20))
    os.environ.update(SETTINGS)
    tempfile.tempdir = order["temporary"]
    signal.signal(signal.SIGCHLD, reap)
    nursery = Nursery(control, order)
    try:
        nursery.obey_once(probe)
        if not control.recv(16):  # the judge saw that this machine can't confine
            return
        os.environ["HOME"] = order["home"]  # caches, such as that of fonts
        preload(order["preload"])
        serve = find(order["serve"], order["path"])
    except Exception as error:
        control.send(f"{type(error).__name__}: {error}".encode()[:4000])
        return
    while nursery.obey_once(serve):
        pass
    nursery.await_workers()
    os._exit(0)  # nothing to tidy up; TensorFlow's own end is slow


if __name__ == "__main__":
    main()
