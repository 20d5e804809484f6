"""The only module that runs learner code.

A worker answers requests over one socket until the other end closes it: run a cell, call a
function, invoke something that an earlier call returned. Every answer is plain data; an object that
can't cross stays here and is named by a number. The same `Worker` serves in the learner's own
notebook, where its namespace is the kernel's.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import inspect
import linecache
import re
import socket
import sys
import threading
import traceback
import types
from collections.abc import Callable
from typing import Any

from autograder import circuits, wire

_SHELL_SYNTAX = re.compile(r"^[ \t]*[%!?]|=[ \t]*[%!]|\?[ \t]*$", re.MULTILINE)
MAX_MESSAGE = 2000
MAX_FRAMES = 12
_TRANSPARENT_MAGICS = ("time", "timeit", "capture", "prun", "memit")

Reply = dict[str, Any]
Ask = Callable[[Reply], Reply]


class Worker:
    """A namespace of learner code, and what its calls returned."""

    def __init__(self, namespace: dict[str, Any], ask: Ask) -> None:
        self.namespace = namespace
        self.ask = ask
        self.kept: list[object] = []
        self.lock = threading.Lock()

    def answer(self, request: Reply) -> Reply:
        """The reply to one request. Learner errors become data; nothing is raised."""
        try:
            match request["op"]:
                case "cell":
                    return self.run_cell(request["label"], request["source"])
                case "call":
                    return self.call_function(request)
                case "invoke":
                    return self.invoke(request)
            return {"refused": f"unknown request {request['op']!r}"}
        except wire.WireError as error:
            return {"refused": str(error), "large": error.kind == "large"}
        except BaseException as error:  # also SystemExit and KeyboardInterrupt
            return {"error": describe(error)}

    def run_cell(self, label: str, source: str) -> Reply:
        """Runs one notebook cell in the namespace."""
        filename = f"<{label}>"
        code_text = plain_python(source, self.namespace)
        linecache.cache[filename] = (len(code_text), None, code_text.splitlines(True), filename)
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        code = compile(code_text, filename, "exec", flags=flags, dont_inherit=True)
        if code.co_flags & inspect.CO_COROUTINE:
            asyncio.run(_await_code(code, self.namespace))
        else:
            exec(code, self.namespace)
        return {"value": None}

    def call_function(self, request: Reply) -> Reply:
        """Calls a function of the namespace by its name."""
        function = self.namespace.get(request["function"])
        if not callable(function):
            return {"missing": type(function).__name__ if function is not None else ""}
        return self.call(function, request)

    def invoke(self, request: Reply) -> Reply:
        """Calls a kept object, or one of its methods, or reads one of its attributes."""
        target = self.kept[request["number"]]
        for name in request["path"]:
            target = getattr(target, name)
        if not request["called"]:
            return {"value": self.pack(target)}
        if not callable(target):
            return {"error": describe(TypeError(f"a {type(target).__name__} can't be called"))}
        return self.call(target, request)

    def call(self, function: Callable[..., object], request: Reply) -> Reply:
        """Calls with fresh arguments and says which of them changed."""
        arguments = [self.unpack(item) for item in request["args"]]
        keywords = {key: self.unpack(item) for key, item in request.get("kwargs", {}).items()}
        before = [self.pack(item) for item in arguments]
        result = self.pack(function(*arguments, **keywords))
        after = [self.pack(item) for item in arguments]
        changed = [i for i, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
        return {"value": result, "changed": changed}

    def pack(self, value: object) -> wire.Json:
        """The value as data; what can't cross is kept and named."""
        return wire.pack(value, self.keep)

    def keep(self, value: object) -> wire.Json:
        """Data for a TensorFlow tensor, else the number under which the object is kept."""
        tensor = _tensor_data(value)
        if tensor is not None:
            return wire.pack(tensor)
        known = (number for number, kept in enumerate(self.kept) if kept is value)
        number = next(known, len(self.kept))
        if number == len(self.kept):
            self.kept.append(value)
        return {"$reference": [number, _kind_of(value)]}

    def unpack(self, data: wire.Json) -> Any:
        """A fresh value; references and oracles are resolved here."""
        value = wire.unpack(data, self.resolve)
        return _encode(value) if isinstance(value, wire.CircuitTensor) else value

    def resolve(self, data: wire.Json) -> object:
        """A kept object, or a stand-in for a function of the judge."""
        if "$reference" in data:
            return self.kept[data["$reference"][0]]
        if "$oracle" in data:
            return self.stand_in(data["$oracle"])
        raise wire.WireError("malformed", "unknown tag")

    def stand_in(self, number: int) -> Callable[..., object]:
        """A function that asks the judge for its value."""

        def f(*args: object) -> object:
            with self.lock:
                request = {"oracle": number, "args": [self.pack(item) for item in args]}
                reply = self.ask(request)
            if "error" in reply:
                raise ValueError(reply["error"])
            return self.unpack(reply["value"])

        return f


async def _await_code(code: types.CodeType, namespace: dict[str, Any]) -> None:
    await types.FunctionType(code, namespace)()


def _kind_of(value: object) -> str:
    return f"{type(value).__module__.split('.')[0]}.{type(value).__qualname__}"[:200]


def _tensor_data(value: object) -> object:
    """A TensorFlow tensor as an array or as the circuits that it holds; else None."""
    if not type(value).__module__.startswith("tensorflow") or not hasattr(value, "numpy"):
        return None
    array = value.numpy()
    if getattr(value, "dtype", None) != "string":
        return array
    import tensorflow_quantum as tfq

    try:
        held = tfq.from_tensor(value).ravel()
    except Exception:  # a tensor of other strings
        return None
    return wire.CircuitTensor(tuple(getattr(array, "shape", ())), tuple(held))


def _encode(tensor: wire.CircuitTensor) -> object:
    import tensorflow as tf
    import tensorflow_quantum as tfq

    if not tensor.circuits:
        return tf.zeros(tensor.shape, dtype=tf.string)
    return tf.reshape(tfq.convert_to_tensor(list(tensor.circuits)), tensor.shape)


def describe(error: BaseException) -> Reply:
    """An exception as data: its type and bases, its message, and the learner's lines."""
    try:
        message = str(error)
    except Exception:  # a __str__ of the learner's own
        message = "(the error's message can't be shown)"
    return {
        "bases": [base.__name__[:100] for base in type(error).__mro__[:-2]] or ["BaseException"],
        "message": message[:MAX_MESSAGE],
        "traceback": learner_traceback(error)[:MAX_MESSAGE],
    }


def learner_traceback(error: BaseException) -> str:
    """The traceback, cut to the lines that the learner wrote."""
    if isinstance(error, SyntaxError) and (error.filename or "").startswith("<"):
        text = (error.text or "").rstrip()
        return f"{error.filename.strip('<>')}, line {error.lineno}\n    {text.strip()}"  # type: ignore[union-attr]
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(("<cell", "<ipython")) or "ipykernel_" in frame.filename
    ]
    return "\n".join(
        f"{_place(frame.filename)}, line {frame.lineno}, in {frame.name}\n    {frame.line}"
        for frame in frames[-MAX_FRAMES:]
    )


def _place(filename: str) -> str:
    return filename.strip("<>") if filename.startswith("<cell") else "notebook cell"


def plain_python(source: str, namespace: dict[str, Any]) -> str:
    """The cell as plain Python: IPython's magics and shell escapes become harmless calls."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n")
    if not _SHELL_SYNTAX.search(lines):
        return lines
    from IPython.core.inputtransformer2 import TransformerManager

    first, _, body = lines.lstrip().partition("\n")
    if first.startswith("%%"):
        name = first[2:].split(" ")[0]
        return plain_python(body, namespace) if name in _TRANSPARENT_MAGICS else ""
    namespace.setdefault("get_ipython", _NoShell)
    return str(TransformerManager().transform_cell(lines))


class _NoShell:
    """Stands where IPython's shell would be; every part of it can be called and does nothing."""

    def __getattr__(self, name: str) -> _NoShell:
        return self

    def __call__(self, *args: object, **kwargs: object) -> None:
        return None


def _no_input(prompt: object = "") -> str:
    raise RuntimeError(
        "input() can't be answered when a notebook is graded; give the value in code"
    )


def fresh_namespace() -> dict[str, Any]:
    """The namespace of a notebook that has just been started, as module `__main__`."""
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    quiet = {"input": _no_input, "display": lambda *args, **kwargs: None, "get_ipython": _NoShell}
    module.__dict__.update(quiet, __builtins__=builtins)
    import autograder

    autograder.check = autograder.hint = lambda *args, **kwargs: None  # type: ignore[assignment]
    return module.__dict__


def serve(sock: socket.socket) -> None:
    """Answers requests until the other end closes."""
    channel = wire.Channel(sock)

    def ask(request: Reply) -> Reply:
        channel.send(request)
        reply: Reply = channel.receive()
        return reply

    worker = Worker(fresh_namespace(), ask)
    while True:
        try:
            request = channel.receive()
        except wire.WireError:
            return
        number = request.get("id")
        try:
            channel.send({**worker.answer(request), "id": number})
        except wire.WireError as error:
            if error.kind != "large":
                return
            channel.send({"refused": str(error), "large": True, "id": number})


PRELOAD = (circuits.__name__, "IPython.core.inputtransformer2", "matplotlib.pyplot")
