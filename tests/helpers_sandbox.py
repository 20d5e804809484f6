"""A worker that runs any Python, for the tests of its confinement."""

import contextlib
import json
import socket
import textwrap
from typing import Any

from autograder.sandbox import Worker


def serve(connection: socket.socket) -> None:
    """Run each line's program; reply with its `result`, or with the error that it raised."""
    lines = connection.makefile("rw")
    for line in lines:
        lines.write(json.dumps(_run(json.loads(line))) + "\n")
        lines.flush()


def _run(program: str) -> dict[str, Any]:
    namespace: dict[str, Any] = {"result": None}
    try:
        exec(program, namespace)
    except BaseException as error:
        return {"error": type(error).__name__, "text": str(error)}
    return {"result": namespace["result"]}


def send(worker: Worker, program: str) -> None:
    worker.socket.sendall(json.dumps(textwrap.dedent(program)).encode() + b"\n")


def reply(worker: Worker) -> dict[str, Any] | None:
    """The next reply; None if the worker ended instead."""
    line = worker.socket.makefile("r").readline()
    return json.loads(line) if line else None


def ask(worker: Worker, program: str) -> dict[str, Any] | None:
    """What a program says in this worker."""
    send(worker, program)
    return reply(worker)


def result(worker: Worker, program: str) -> Any:
    """The `result` of a program that must succeed."""
    answer = ask(worker, program)
    assert answer is not None, worker.ending()
    assert "result" in answer, answer
    return answer["result"]


def error(worker: Worker, program: str) -> str:
    """The name of the exception of a program that must fail."""
    answer = ask(worker, program)
    assert answer is not None, worker.ending()
    assert "error" in answer, answer
    return str(answer["error"])


def everything_is_gone(worker: Worker) -> bool:
    """Every process that the worker forked holds its socket, so the last one's end closes it."""
    worker.socket.settimeout(20)
    with contextlib.suppress(ConnectionResetError):  # it ended before it had read all
        while worker.socket.recv(4096):
            pass
    return True
