"""Whatever is packed is unpacked equal; whatever arrives raises one documented error or nothing."""

import json
import math
import socket
import struct
import threading
import time

import cirq
import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder import wire
from autograder.wire import Channel, CircuitTensor, Oracle, Reference, WireError

QUBITS = cirq.GridQubit.rect(1, 3)
numbers = st.one_of(
    st.booleans(), st.integers(-(2**200), 2**200), st.floats(), st.complex_numbers(), st.none()
)
arrays = hnp.arrays(
    dtype=st.sampled_from(["f8", "f4", "i8", "i4", "u1", "b1", "c16"]),
    shape=hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
)
values = st.recursive(
    st.one_of(numbers, st.text(), arrays),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner, inner),
        st.dictionaries(st.text(max_size=5), inner, max_size=4),
    ),
    max_leaves=12,
)
json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(
                ["$array", "$cirq", "$dict", "$tuple", "$int", "$float", "$complex", "$circuits",
                 "$reference", "$oracle", "$else", "value"]
            ),
            inner, max_size=2,
        ),
    ),
    max_leaves=10,
)  # fmt: skip


def through(value: object) -> object:
    return wire.unpack(json.loads(json.dumps(wire.pack(value), allow_nan=False)))


def equal(a: object, b: object) -> bool:
    if isinstance(a, np.ndarray):
        same = np.array_equal(a, b, equal_nan=a.dtype.kind in "fc")
        return same and a.dtype == b.dtype and a.shape == b.shape
    if isinstance(a, (list, tuple)):
        return type(a) is type(b) and len(a) == len(b) and all(map(equal, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(equal(a[key], b[key]) for key in a)
    if isinstance(a, (float, complex)) and a != a:
        return type(a) is type(b) and b != b
    return type(a) is type(b) and a == b


@given(values)
@settings(max_examples=150, deadline=None)
def test_whatever_is_packed_is_unpacked_equal(value):
    assert equal(through(value), value)


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_random_bytes_raise_only_the_documented_error(data):
    try:
        wire.unpack(wire.decode(data))
    except WireError as error:
        assert error.kind in ("malformed", "large")


@given(json_values)
@settings(max_examples=200, deadline=None)
def test_random_messages_raise_only_the_documented_error(data):
    try:
        wire.unpack(data)
    except WireError as error:
        assert error.kind in ("malformed", "large")


@pytest.mark.parametrize(
    "value",
    [
        cirq.Circuit(cirq.ry(sympy.Symbol("t") * 2)(QUBITS[0]), cirq.CNOT(*QUBITS[:2])),
        QUBITS,
        cirq.Z(QUBITS[0]) * cirq.X(QUBITS[1]),
        cirq.Z(QUBITS[0]) + 0.5 * cirq.X(QUBITS[1]),
        sympy.Symbol("theta"),
        Reference(3, "keras.Model"),
    ],
)
def test_physics_crosses(value):
    assert through(value) == value


def test_a_tensor_of_circuits_crosses():
    tensor = CircuitTensor((2, 1), (cirq.Circuit(cirq.X(QUBITS[0])), cirq.Circuit()))
    assert through(tensor) == tensor


def test_numpy_scalars_become_plain_numbers():
    assert through(np.float32(0.5)) == 0.5
    assert type(through(np.int64(3))) is int
    assert through(np.bool_(True)) is True


def test_subclasses_lose_what_they_pretend():
    class Liar(float):
        def __eq__(self, other):
            return True

        def __hash__(self):
            return 0

    answer = through(Liar(0.25))
    assert type(answer) is float
    assert answer != 0.5


def test_an_object_that_cannot_cross_is_refused():
    with pytest.raises(WireError, match="object can't cross"):
        wire.pack(object())


def test_an_object_may_be_kept_instead():
    assert wire.pack([object()], lambda value: {"$reference": [0, "object"]}) == [
        {"$reference": [0, "object"]}
    ]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ({"$array": ["<f8", [10**9], ""]}, "large"),
        ({"$array": ["<f8", [3], "AAAA"]}, "malformed"),
        ({"$array": ["|O", [1], "AAAAAAAAAAA="]}, "malformed"),
        ({"$array": ["<f8", [-1], ""]}, "malformed"),
        ({"$array": ["<f8", [True], "AAAAAAAAAAA="]}, "malformed"),
        ({"$int": "9" * 5000}, "malformed"),
        ({"$float": "1e5"}, "malformed"),
        ({"$cirq": "{"}, "malformed"),
        ({"$reference": ["x", "y"]}, "malformed"),
        ({"a": 1, "b": 2}, "malformed"),
        ("x" * (wire.MAX_TEXT + 1), "malformed"),
        (2**80, "malformed"),
    ],
)
def test_lying_data_is_refused(data, kind):
    with pytest.raises(WireError) as caught:
        wire.unpack(data)
    assert caught.value.kind == kind


def test_deep_nesting_is_refused_on_both_sides():
    deep: list = []
    for _ in range(100):
        deep = [deep]
    with pytest.raises(WireError, match="nested deeper"):
        wire.pack(deep)
    with pytest.raises(WireError, match="too deep"):
        wire.unpack(deep)
    with pytest.raises(WireError, match="isn't JSON"):
        wire.decode(b"[" * 200_000)


def test_too_many_items_are_refused():
    with pytest.raises(WireError, match="too deep or too long"):
        wire.unpack([0] * (wire.MAX_ITEMS + 1))


def test_a_large_array_is_not_even_sent():
    with pytest.raises(WireError) as caught:
        wire.pack(np.zeros(wire.MAX_ARRAY_BYTES // 8 + 1))
    assert caught.value.kind == "large"


@pytest.fixture
def pair():
    left, right = socket.socketpair()
    yield left, right
    left.close()
    right.close()


def test_messages_cross_a_socket(pair):
    message = {"op": "call", "args": [1, "zwei", None]}
    Channel(pair[0]).send(message)
    assert Channel(pair[1]).receive(time.monotonic() + 5) == message


def test_a_half_written_message_is_late(pair):
    pair[0].sendall(struct.pack(">I", 100) + b'{"val')
    with pytest.raises(WireError) as caught:
        Channel(pair[1]).receive(time.monotonic() + 0.1)
    assert caught.value.kind == "late"


def test_a_message_that_trickles_is_late(pair):
    stop = threading.Event()

    def trickle():
        pair[0].sendall(struct.pack(">I", 1000))
        while not stop.wait(0.02):
            pair[0].sendall(b" ")

    thread = threading.Thread(target=trickle)
    thread.start()
    try:
        with pytest.raises(WireError) as caught:
            Channel(pair[1]).receive(time.monotonic() + 0.3)
    finally:
        stop.set()
        thread.join()
    assert caught.value.kind == "late"


def test_an_announced_monster_is_not_read(pair):
    pair[0].sendall(struct.pack(">I", 2**31))
    with pytest.raises(WireError) as caught:
        Channel(pair[1], limit=1000).receive(time.monotonic() + 5)
    assert caught.value.kind == "large"


def test_a_message_over_the_limit_is_not_sent(pair):
    with pytest.raises(WireError) as caught:
        Channel(pair[0], limit=10).send({"text": "x" * 100})
    assert caught.value.kind == "large"


def test_a_full_socket_is_late(pair):
    with pytest.raises(WireError) as caught:
        Channel(pair[0]).send({"text": "x" * 10**7}, time.monotonic() + 0.1)
    assert caught.value.kind == "late"


def test_a_closed_socket_is_closed(pair):
    pair[0].close()
    with pytest.raises(WireError) as caught:
        Channel(pair[1]).receive(time.monotonic() + 5)
    assert caught.value.kind == "closed"


def test_an_oracle_crosses_as_its_number_only():
    assert wire.pack(Oracle(2)) == {"$oracle": 2}
    with pytest.raises(WireError):
        wire.unpack({"$oracle": 2})


def test_json_without_constants():
    for text in (b"NaN", b"[Infinity]"):
        with pytest.raises(WireError):
            wire.decode(text)
    assert math.isnan(through(math.nan))
