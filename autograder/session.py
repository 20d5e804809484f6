"""A submission in a confined worker: its cells are run there, and its deaths cost only their task.

When a cell or a call kills the worker, the next request gets a new one in which the fatal cell is
left out; the functions of all other cells are there again.
"""

from __future__ import annotations

import json
import math
import re
import time
from collections.abc import Sequence
from typing import Any

from autograder import wire
from autograder.learner import Failed, Oracles, Status
from autograder.limits import showable
from autograder.notebook import Cell
from autograder.sandbox import Limits, Nursery, Worker

MAX_DEATHS_OF_CELLS = 4
MAX_BASES = 30
MAX_WORDS = 2000

_SENTENCES = {
    Status.TIME_OUT: "no answer came within {seconds:g} s; is there a loop that never ends?",
    Status.MEMORY: "more memory was used than the limit of {memory} MiB allows.",
    Status.OUTPUT_LIMIT: "the answer is larger than the limit of {reply} MiB.",
    Status.CRASHED: "the Python process ended ({detail}) before an answer came.",
    Status.MALFORMED: "what came back is not an answer ({detail}).",
}
_TOO_LONG = "the notebook has used the {:g} s that it may take altogether."
_SUDDEN = (Status.CRASHED, Status.MEMORY)
_CAUSES = {"memory": Status.MEMORY, "cpu": Status.TIME_OUT}


class SandboxedSession:
    """Answers a judge's requests from workers of a nursery.

    Args:
        nursery: where workers come from.
        cells: the submission's code, in order.
        limits: what one worker may use.
        seconds: the time for all requests together, and for what the judge does between them;
            endless by default.
    """

    def __init__(
        self, nursery: Nursery, cells: Sequence[Cell], limits: Limits, seconds: float = math.inf
    ) -> None:
        self.nursery = nursery
        self.limits = limits
        self.seconds = seconds
        self.cells = list(cells)
        self.problems: dict[str, dict[str, Any] | Failed] = {}
        self._fatal: set[str] = set()
        self._worker: Worker | None = None
        self._channel: wire.Channel | None = None
        self._number = 0
        self._answered = math.inf  # when the last reply was handed over
        self._served: set[str] = set()  # the functions that this worker was asked for
        self._served_before: set[str] = set()  # and the one before

    def request(self, message: dict[str, Any], oracles: Oracles) -> dict[str, Any] | Failed:
        """The reply of the submission's worker, or why there is none."""
        self.seconds -= max(0.0, time.monotonic() - self._answered)  # spent on earlier answers
        try:
            return self._reply(message, oracles)
        finally:
            self._answered = time.monotonic()

    def _reply(self, message: dict[str, Any], oracles: Oracles) -> dict[str, Any] | Failed:
        if self._channel is not None and not self._channel.is_idle():
            self.close()  # it died, or spoke unasked, after an earlier answer
        reply = self._loaded_exchange(message, oracles)
        if isinstance(reply, Failed) and self._may_be_anothers(reply, message):
            reply = self._loaded_exchange(message, oracles)
        self._served.add(str(message.get("function", "")))
        if isinstance(reply, dict) and "missing" in reply:
            return self._why_missing(str(message.get("function", "")), reply)
        return reply

    def _loaded_exchange(
        self, message: dict[str, Any], oracles: Oracles
    ) -> dict[str, Any] | Failed:
        failed = self._ensure_loaded()
        if failed is not None:
            return failed
        return self._exchange(message, oracles, message.get("seconds", self.limits.wall_seconds))

    def _may_be_anothers(self, failed: Failed, message: dict[str, Any]) -> bool:
        """Whether what an earlier call left behind may have ended the worker, and not this call.

        A call that names what an earlier one returned can't be repeated: that is gone.
        """
        others = self._served_before - {message.get("function")}
        repeatable = message["op"] == "call" and "$reference" not in json.dumps(message)
        return failed.status in _SUDDEN and bool(others) and repeatable

    def close(self) -> None:
        """Ends the worker and everything it left."""
        if self._worker is not None:
            self._worker.kill()
            self._worker.socket.close()
        self._worker = self._channel = None
        self._served_before, self._served = self._served, set()

    def __enter__(self) -> SandboxedSession:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _ensure_loaded(self) -> Failed | None:
        while self._worker is None:
            if self.seconds <= 0:
                return Failed(Status.TIME_OUT, _TOO_LONG.format(self.limits.submission_seconds))
            if len(self._fatal) > MAX_DEATHS_OF_CELLS:
                first = self.problems[min(self._fatal)]
                return first if isinstance(first, Failed) else None
            self._worker = self.nursery.spawn()
            self._channel = wire.Channel(self._worker.socket, self.limits.reply_bytes)
            self._load()
        return None

    def _load(self) -> None:
        for cell in self.cells:
            if cell.label in self._fatal:
                continue
            message = {"op": "cell", "label": cell.label, "source": cell.source}
            reply = self._exchange(message, Oracles(), self.limits.wall_seconds)
            if isinstance(reply, Failed):
                self._fatal.add(cell.label)
                self.problems[cell.label] = reply
                return
            if "error" in reply:
                self.problems[cell.label] = reply

    def _exchange(
        self, message: dict[str, Any], oracles: Oracles, seconds: float
    ) -> dict[str, Any] | Failed:
        assert self._channel is not None
        started = time.monotonic()
        seconds = min(seconds, self.seconds)
        try:
            return self._ask(self._channel, message, oracles, seconds)
        except wire.WireError as error:
            return self._bury(error, message, seconds)
        finally:
            self.seconds -= time.monotonic() - started

    def _ask(
        self, channel: wire.Channel, message: dict[str, Any], oracles: Oracles, seconds: float
    ) -> dict[str, Any]:
        """The worker's reply; its time is limited, and so is the judge's for oracle calls."""
        self._number += 1
        before, deadline, patience = channel.received, time.monotonic() + seconds, seconds
        channel.send({**message, "id": self._number}, deadline)
        while True:
            rest = self.limits.reply_bytes - (channel.received - before)
            reply = channel.receive(deadline, rest)
            if not isinstance(reply, dict):
                raise wire.WireError("malformed", "the reply is not an object")
            if "oracle" not in reply:
                break
            started = time.monotonic()
            answer = oracles.answer(reply)
            spent = time.monotonic() - started
            deadline, patience = deadline + spent, patience - spent
            if patience < 0:
                raise wire.WireError("late", "the function was evaluated too often")
            channel.send(answer, deadline)
        if reply.get("id") != self._number:
            raise wire.WireError("malformed", "the reply belongs to no question")
        return readable(reply)

    def _bury(self, error: wire.WireError, message: dict[str, Any], seconds: float) -> Failed:
        assert self._worker is not None
        ending = self._worker.ending() if error.kind == "closed" else self._worker.kill()
        kinds = {"late": Status.TIME_OUT, "large": Status.OUTPUT_LIMIT, "closed": Status.CRASHED}
        status = kinds.get(error.kind, Status.MALFORMED)
        status = _CAUSES.get(ending.cause, status)
        self.close()
        if status is Status.TIME_OUT and seconds == self.seconds:
            return Failed(status, _TOO_LONG.format(self.limits.submission_seconds))
        what = message.get("function") or message.get("label") or "the call"
        sentence = _SENTENCES[status].format(
            seconds=seconds,
            memory=self.limits.memory_bytes // 2**20,
            reply=self.limits.reply_bytes // 2**20,
            detail=str(error) if status is Status.MALFORMED else ending.detail,
        )
        return Failed(status, f"`{what}`: {sentence}")

    def _why_missing(self, name: str, reply: dict[str, Any]) -> dict[str, Any] | Failed:
        """The problem of the cell that should have defined the function, if there is one."""
        word = re.escape(name)  # no \s at a line's start: it would also match all lines below
        definition = re.compile(rf"^[ \t]*(async +)?def +{word}\b|^{word} *=", re.M)
        for cell in self.cells:
            if cell.label in self.problems and definition.search(cell.source):
                return self.problems[cell.label]
        return reply


def readable(reply: dict[str, Any]) -> dict[str, Any]:
    """The reply with its words cut and showable; what it holds is not looked at.

    Raises:
        WireError: its words are not where they belong.
    """
    try:
        if "error" in reply:
            return {"error": _error(reply["error"])}
        words: dict[str, Any] = {
            key: _words(reply[key]) for key in ("missing", "refused") if key in reply
        }
        changed = reply.get("changed", [])
        if not all(type(place) is int and 0 <= place < MAX_BASES for place in changed):
            raise TypeError("no places")
    except (TypeError, KeyError):
        raise wire.WireError("malformed", "the reply's words can't be read") from None
    return {**reply, **words}


def _error(error: dict[str, Any]) -> dict[str, Any]:
    bases = [_words(name)[:100] for name in error["bases"][:MAX_BASES]]
    return {"bases": bases, **{key: _words(error[key]) for key in ("message", "traceback")}}


def _words(text: object) -> str:
    if not isinstance(text, str):
        raise TypeError("no text")
    return showable(text, MAX_WORDS)
