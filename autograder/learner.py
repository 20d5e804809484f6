"""`learner.f(x)`: calls a learner's function wherever it lives, and remembers what came back.

The judge's side of the seam. A `Session` answers requests (from a confined worker, or in the
learner's own notebook); a `Learner` turns attribute access into requests, outcomes into values or
into `CallFailed`, and records every call so that a failure can be shown and explained.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from autograder import wire

MAX_ORACLE_CALLS = 50_000


class Status(StrEnum):
    """How a task of a submission ended: exactly one of these."""

    PASSED = "passed"
    PARTLY = "partly"
    WRONG = "wrong"
    ERROR = "error"
    TIME_OUT = "time-out"
    MEMORY = "memory"
    OUTPUT_LIMIT = "output limit"
    CRASHED = "crashed"
    MISSING = "missing"
    MALFORMED = "malformed"


FATAL = (Status.TIME_OUT, Status.MEMORY, Status.OUTPUT_LIMIT, Status.CRASHED)


@dataclass(frozen=True)
class Returned:
    """A call gave a value; `changed` are the positions of arguments that it altered."""

    value: Any
    changed: tuple[int, ...] = ()


@dataclass(frozen=True)
class Raised:
    """A call raised; `bases` are the exception's type and its base classes, nearest first."""

    bases: tuple[str, ...]
    message: str
    traceback: str = ""

    @property
    def kind(self) -> str:
        return self.bases[0]


@dataclass(frozen=True)
class Failed:
    """A call gave no answer that could be judged."""

    status: Status
    sentence: str


Outcome = Returned | Raised | Failed


@dataclass(frozen=True)
class Call:
    """One call of a learner's function with the judge's arguments."""

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    outcome: Outcome


class CallFailed(Exception):
    """A learner's call did not return a value; the check can't go on."""

    def __init__(self, call: Call) -> None:
        super().__init__(call.name)
        self.call = call


class Session(Protocol):
    """Where a submission's functions live."""

    def request(self, message: dict[str, Any], oracles: Oracles) -> dict[str, Any] | Failed:
        """The reply to one request; oracle calls made meanwhile are answered."""


class Oracles:
    """The functions of the judge that learner code may call back during one request."""

    def __init__(self) -> None:
        self.functions: list[Callable[..., Any]] = []
        self.calls = 0

    def add(self, function: Callable[..., Any]) -> wire.Oracle:
        self.functions.append(function)
        return wire.Oracle(len(self.functions) - 1)

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The oracle's value, or the reason why it has none, as data."""
        self.calls += 1
        if self.calls > MAX_ORACLE_CALLS:
            return {"error": f"f was evaluated more than {MAX_ORACLE_CALLS} times in one call"}
        number = request.get("oracle")
        if not isinstance(number, int) or not 0 <= number < len(self.functions):
            return {"error": "there is no such function"}
        try:
            arguments = [wire.unpack(item) for item in request["args"]]
            return {"value": wire.pack(self.functions[number](*arguments))}
        except Exception as error:  # the point is the learner's choice
            return {"error": f"f can't be evaluated there: {error}"}


@dataclass
class Oracle:
    """A function for learners which records every point at which it is evaluated.

    Args:
        f: the function; it gets what the learner passed, as fresh values.
    """

    f: Callable[..., Any]
    points: list[Any] = field(default_factory=list)

    def __call__(self, *args: Any) -> Any:
        self.points.append(args[0] if len(args) == 1 else args)
        return self.f(*args)


class Learner:
    """A submission's functions as attributes: `learner.angle_encode(x, qubits)`.

    A call returns a fresh value. It raises `CallFailed` if the learner's code raised, gave no
    answer, or changed its arguments.
    """

    def __init__(self, session: Session, aliases: dict[str, str] | None = None) -> None:
        self._session = session
        self._aliases = aliases or {}
        self._seconds: float | None = None
        self.calls: list[Call] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args, **kwargs: self._value(name, args, kwargs)

    def invoke(self, target: wire.Reference, *args: Any, path: Sequence[str] = ()) -> Any:
        """Calls an object that an earlier call returned, or its method at `path`."""
        request = {"op": "invoke", "number": target.number, "path": list(path), "called": True}
        return self._finish(self._run(_shown(target, path), request, args, {}))

    def attribute(self, target: wire.Reference, *path: str) -> Any:
        """Reads an attribute of an object that an earlier call returned."""
        request = {"op": "invoke", "number": target.number, "path": list(path), "called": False}
        return self._finish(self._run(_shown(target, path), request, (), {}))

    def outcome(self, name: str, *args: Any, **kwargs: Any) -> Outcome:
        """What a call led to, for checks that expect an error."""
        request = {"op": "call", "function": self._aliases.get(name, name)}
        return self._run(name, request, args, kwargs).outcome

    def _value(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        request = {"op": "call", "function": self._aliases.get(name, name)}
        return self._finish(self._run(name, request, args, kwargs))

    def _finish(self, call: Call) -> Any:
        if isinstance(call.outcome, Returned) and not call.outcome.changed:
            return call.outcome.value
        raise CallFailed(call)

    def _run(
        self, name: str, request: dict[str, Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Call:
        oracles = Oracles()
        request["args"] = [_argument(item, oracles) for item in args]
        request["kwargs"] = {key: _argument(item, oracles) for key, item in kwargs.items()}
        if self._seconds is not None:
            request["seconds"] = self._seconds
        reply = self._session.request(request, oracles)
        call = Call(name, args, kwargs, _outcome(name, reply))
        self.calls.append(call)
        return call


def _shown(target: wire.Reference, path: Sequence[str]) -> str:
    return ".".join([repr(target), *path])


def _argument(value: Any, oracles: Oracles) -> wire.Json:
    if callable(value) and not isinstance(value, wire.Reference) and not _is_plain(value):
        return wire.pack(oracles.add(value))
    return wire.pack(value)


def _is_plain(value: Any) -> bool:
    from autograder import circuits

    return circuits.is_cirq(value)


def _outcome(name: str, reply: dict[str, Any] | Failed) -> Outcome:
    if isinstance(reply, Failed):
        return reply
    try:
        if "error" in reply:
            error = reply["error"]
            bases = tuple(str(base) for base in error["bases"]) or ("Exception",)
            return Raised(bases, str(error["message"]), str(error["traceback"]))
        if "missing" in reply:
            return Failed(Status.MISSING, _missing(name, str(reply["missing"])))
        if "refused" in reply:
            status = Status.OUTPUT_LIMIT if reply.get("large") else Status.MALFORMED
            return Failed(status, f"`{name}` returned something that can't be judged: "
                          f"{str(reply['refused'])[:300]}.")  # fmt: skip
        changed = tuple(int(position) for position in reply.get("changed", ()))
        return Returned(wire.unpack(reply["value"], _reference), changed)
    except wire.WireError as error:
        return Failed(
            Status.MALFORMED, f"`{name}` returned something that can't be judged: {error}."
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return Failed(Status.MALFORMED, f"`{name}` answered in a form that can't be read.")


def _reference(data: wire.Json) -> object:
    number, type_name = data["$reference"]
    if type(number) is not int or not isinstance(type_name, str):
        raise wire.WireError("malformed", "a reference can't be read")
    return wire.Reference(number, type_name[:200])


def _missing(name: str, type_name: str) -> str:
    if type_name:
        return f"`{name}` is not a function here (type: {type_name}); was the name used again?"
    return f"There is no function `{name}` in this notebook; was its cell deleted or renamed?"


def seconds_from_now(seconds: float) -> float:
    """A deadline on the monotonic clock."""
    return time.monotonic() + seconds
