"""The plain data that crosses between the judge and a worker; nothing else can.

A message is a JSON object in a frame: four bytes of length (big-endian), then UTF-8 text. Values
that JSON lacks are objects with one key that starts with "$": arrays, complex numbers, circuits,
references to objects that stay in the worker, and oracles that stay in the judge. Nothing is ever
unpickled or evaluated, and every size is checked before anything is built.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
import socket
import struct
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from autograder import circuits
from autograder.limits import CircuitRefused, Tally, number_of_parts, showable

Json = Any

MAX_DEPTH = 24
MAX_ITEMS = 200_000
MAX_PARTS = 1_000_000
MAX_KEYS = 1_000
MAX_AXES = 8
MAX_PLAIN_AXES = 4
MAX_CELLS = 2**16
MAX_ARRAY_BYTES = 8 * 2**20
MAX_TEXT = 100_000
MAX_FRAME = 16 * 2**20
_ARRAY_KINDS = "biufc"
_HEADER = struct.Struct(">I")


class WireError(Exception):
    """What arrived isn't a message; `kind` is "closed", "late", "large" or "malformed"."""

    def __init__(self, kind: str, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind


@dataclass(frozen=True)
class Reference:
    """An object that stays in the worker, such as a Keras model or a function."""

    number: int
    type_name: str

    def __repr__(self) -> str:
        return f"<{showable(self.type_name, 200)}>"


@dataclass(frozen=True)
class Oracle:
    """A function that stays in the judge; the worker holds a stand-in that calls back."""

    number: int


@dataclass(frozen=True)
class CircuitTensor:
    """A tensor of serialised circuits, with the circuits that it holds (row-major)."""

    shape: tuple[int, ...]
    circuits: tuple[Any, ...]


Pack = Callable[[object], Json]
Unpack = Callable[[Json], object]


def pack(value: object, other: Pack | None = None) -> Json:
    """The value as JSON data.

    `other` packs what the wire itself does not know (the worker keeps it and sends a reference).

    Raises:
        WireError: kind "malformed" if the value can't cross and no `other` is given.
    """
    try:
        return _pack(value, other, 0)
    except CircuitRefused as refused:
        raise WireError("malformed", str(refused)) from None


def unpack(data: Json, other: Unpack | None = None) -> Any:
    """A fresh value from JSON data; `other` resolves references and oracles.

    Raises:
        WireError: kind "malformed" whenever the data isn't exactly what `pack` writes.
    """
    try:
        return _Unpacker(other).value(data, 0)
    except WireError:
        raise
    except CircuitRefused as refused:
        raise WireError("malformed", str(refused)) from None
    except Exception as error:  # whatever arrives, one documented error leaves
        raise WireError("malformed", f"the data can't be read ({type(error).__name__})") from None


def _pack(value: object, other: Pack | None, depth: int) -> Json:
    if depth > MAX_DEPTH:
        raise WireError("malformed", f"the value is nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, (list, tuple, dict)) and len(value) > MAX_ITEMS:
        raise WireError("large", f"the value has {len(value)} items, limit {MAX_ITEMS}")
    plain = _pack_scalar(value)
    if plain is not None or value is None:
        return plain
    if isinstance(value, np.ndarray) and value.dtype.kind in _ARRAY_KINDS:
        return _pack_array(value)
    if isinstance(value, list):
        return [_pack(item, other, depth + 1) for item in list.__iter__(value)]
    if isinstance(value, tuple):
        return {"$tuple": [_pack(item, other, depth + 1) for item in tuple.__iter__(value)]}
    if isinstance(value, dict):
        pairs = [[_pack(k, other, depth + 1), _pack(v, other, depth + 1)] for k, v in value.items()]
        return {"$dict": pairs}
    return _pack_object(value, other)


def _pack_scalar(value: object) -> Json:
    if isinstance(value, np.generic) and value.dtype.kind in _ARRAY_KINDS:
        value = value.item()
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _pack_int(int.__int__(value))
    if isinstance(value, float):
        return _pack_float(float.__float__(value))
    if isinstance(value, complex):
        value = complex(value.real, value.imag)
        return {"$complex": [_pack_float(value.real), _pack_float(value.imag)]}
    if isinstance(value, str):
        return str.__str__(value)[:MAX_TEXT]
    return None


def _pack_int(value: int) -> Json:
    if abs(value) < 2**53:
        return value
    if value.bit_length() > 4096:
        raise WireError("malformed", "an integer has more than 4096 bits")
    return {"$int": str(value)}


def _pack_float(value: float) -> Json:
    return value if math.isfinite(value) else {"$float": str(value)}


def _pack_array(value: NDArray[Any]) -> Json:
    plain = np.ascontiguousarray(value).astype(value.dtype.newbyteorder("<"))
    if plain.nbytes > MAX_ARRAY_BYTES:
        raise WireError("large", f"an array has {plain.nbytes} bytes, limit {MAX_ARRAY_BYTES}")
    data = base64.b64encode(plain.tobytes()).decode("ascii")
    return {"$array": [plain.dtype.str, list(value.shape), data]}


def _pack_object(value: object, other: Pack | None) -> Json:
    if isinstance(value, Oracle):
        return {"$oracle": value.number}
    if isinstance(value, Reference):
        return {"$reference": [value.number, value.type_name]}
    if isinstance(value, CircuitTensor):
        items = [circuits.to_data(circuit) for circuit in value.circuits]
        return {"$circuits": [list(value.shape), items]}
    if circuits.is_cirq(value):
        return {"$cirq": circuits.to_data(value)}
    if other is not None:
        return other(value)
    raise WireError("malformed", f"a {type(value).__name__} can't cross")


class _Unpacker:
    """Reads packed data once, counting what it builds."""

    def __init__(self, other: Unpack | None) -> None:
        self.other = other
        self.items = 0
        self.keys = 0
        self.tally = Tally(circuits.ALLOWED)

    def value(self, data: Json, depth: int) -> object:
        self.items += 1
        if depth > MAX_DEPTH or self.items > MAX_ITEMS:
            raise WireError("malformed", "the data is too deep or too long")
        if data is None or isinstance(data, (bool, float)):
            return data
        if isinstance(data, int) and abs(data) < 2**53:
            return data
        if isinstance(data, str) and len(data) <= MAX_TEXT:
            return data
        if isinstance(data, list):
            return [self.value(item, depth + 1) for item in data]
        if isinstance(data, dict) and len(data) == 1:
            (key, content), *_ = data.items()
            return self.tagged(key, content, depth)
        raise WireError("malformed", "the data isn't a packed value")

    def tagged(self, key: str, content: Json, depth: int) -> object:
        match key:
            case "$tuple":
                return tuple(self.value(item, depth + 1) for item in _list(content))
            case "$dict":
                return {self.key(k, depth + 1): self.value(v, depth + 1) for k, v in content}
            case "$int":
                return _int(content)
            case "$float":
                return {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[content]
            case "$complex":
                real, imag = (self.value(part, depth + 1) for part in content)
                return complex(cast(float, real), cast(float, imag))
            case "$array":
                return _array(*content)
            case "$cirq":
                return circuits.from_data(content, self.tally)
            case "$circuits":
                return self.circuit_tensor(*content)
        return self.elsewhere(key, content)

    def key(self, data: Json, depth: int) -> object:
        """A key of a dict. Few may be other than text, as others' hashes can be made to collide."""
        key = self.value(data, depth)
        self.keys += not isinstance(key, str)
        if self.keys > MAX_KEYS:
            raise WireError("large", f"more than {MAX_KEYS} keys of dicts are not strings")
        return key

    def circuit_tensor(self, shape: Json, items: Json) -> CircuitTensor:
        sizes = _shape(shape)
        held = tuple(circuits.from_data(item, self.tally) for item in _list(items))
        if math.prod(sizes) != len(held):
            raise WireError("malformed", "a tensor's circuits don't fit its shape")
        return CircuitTensor(sizes, held)

    def elsewhere(self, key: str, content: Json) -> object:
        if self.other is not None:
            return self.other({key: content})
        if key == "$reference":
            number, type_name = content
            if isinstance(number, int) and isinstance(type_name, str):
                return Reference(number, type_name[:200])
        raise WireError("malformed", f"unknown tag {str(key)[:40]!r}")


def _list(content: Json) -> list[Json]:
    if not isinstance(content, list):
        raise WireError("malformed", "a list was expected")
    return content


def _int(content: Json) -> int:
    if not isinstance(content, str) or len(content) > 1300:
        raise WireError("malformed", "an integer is too long")
    return int(content, 10)


def _shape(shape: Json) -> tuple[int, ...]:
    sizes = _list(shape)
    if len(sizes) > MAX_AXES or not all(type(size) is int and size >= 0 for size in sizes):
        raise WireError("malformed", "an array's shape isn't a short list of sizes")
    return tuple(sizes)


def _array(dtype: Json, shape: Json, data: Json) -> NDArray[Any]:
    sizes = _shape(shape)
    kind = np.dtype(dtype) if isinstance(dtype, str) and len(dtype) <= 4 else None
    if kind is None or kind.kind not in _ARRAY_KINDS or not isinstance(data, str):
        raise WireError("malformed", "an array's type isn't numeric")
    expected = math.prod(sizes) * kind.itemsize
    rows = math.prod(size for size in sizes if size)  # many empty rows would still be many
    if max(expected, rows) > MAX_ARRAY_BYTES or len(data) > 2 * MAX_ARRAY_BYTES:
        size = f"{expected} bytes in the shape {sizes}"
        raise WireError("large", f"an array has {size}, limit {MAX_ARRAY_BYTES}")
    if len(sizes) > MAX_PLAIN_AXES and math.prod(sizes) > MAX_CELLS:
        raise WireError("large", f"an array of {len(sizes)} axes has more than {MAX_CELLS} numbers")
    try:
        raw = base64.b64decode(data, validate=True)
    except binascii.Error:
        raise WireError("malformed", "an array's bytes can't be read") from None
    if len(raw) != expected:
        raise WireError("malformed", "an array's bytes don't fit its shape")
    if kind.kind == "b":  # a byte that is neither 0 nor 1 would be a truth value of its own
        return np.asarray(np.frombuffer(raw, dtype=np.uint8) != 0).reshape(sizes)
    return np.frombuffer(raw, dtype=kind).reshape(sizes).astype(kind.newbyteorder("="))


def _no_constant(name: str) -> None:
    raise WireError("malformed", f"{name} isn't JSON")


def decode(text: bytes) -> Json:
    """The JSON value of a frame. Raises WireError and nothing else."""
    if number_of_parts(text) > MAX_PARTS:
        raise WireError("large", f"the message has more than {MAX_PARTS} parts")
    try:
        return json.loads(text.decode("utf-8"), parse_constant=_no_constant)
    except WireError:
        raise
    except (ValueError, RecursionError):
        raise WireError("malformed", "the message isn't JSON") from None


class Channel:
    """Frames over a connected socket, limited in size and in time."""

    def __init__(self, sock: socket.socket, limit: int = MAX_FRAME) -> None:
        self.socket = sock
        self.limit = limit
        self.received = 0

    def send(self, message: Mapping[str, Json], deadline: float | None = None) -> None:
        """Sends one message.

        Raises:
            WireError: "large" if it exceeds the limit, "late" past the deadline
                (a `time.monotonic()` time), "closed" if the other end is gone.
        """
        body = json.dumps(message, separators=(",", ":"), allow_nan=False).encode("utf-8")
        if len(body) > self.limit:
            raise WireError("large", f"the message has {len(body)} bytes, limit {self.limit}")
        try:
            self.socket.settimeout(_left(deadline))
            self.socket.sendall(_HEADER.pack(len(body)) + body)
        except TimeoutError:
            raise WireError("late", "the message could not be sent in time") from None
        except OSError:
            raise WireError("closed", "the other end is gone") from None

    def is_idle(self) -> bool:
        """Whether the other end is there and has sent nothing that was not received."""
        try:
            self.socket.settimeout(0)
            self.socket.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def receive(self, deadline: float | None = None, limit: int | None = None) -> Json:
        """The next message, whole, before the deadline (a `time.monotonic()` time).

        Args:
            deadline: none by default.
            limit: its size in bytes at most; the channel's limit by default.

        Raises:
            WireError: "late", "closed", "large" or "malformed".
        """
        (length,) = _HEADER.unpack(self._exactly(_HEADER.size, deadline))
        limit = self.limit if limit is None else limit
        if length > limit:
            raise WireError("large", f"{length} bytes were announced, limit {limit}")
        self.received += _HEADER.size + length
        return decode(self._exactly(length, deadline))

    def _exactly(self, count: int, deadline: float | None) -> bytes:
        parts = bytearray()
        while len(parts) < count:
            try:
                self.socket.settimeout(_left(deadline))
                part = self.socket.recv(min(count - len(parts), 2**16))
            except TimeoutError:
                raise WireError("late", "no whole message arrived in time") from None
            except OSError:
                part = b""
            if not part:
                raise WireError("closed", "the other end is gone")
            parts += part
        return bytes(parts)


def _left(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
