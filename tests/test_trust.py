"""Whatever a submission sends, the judge refuses it in words before it costs time or memory."""

import json
import socket
import time
from dataclasses import asdict
from itertools import pairwise

import cirq
import nbformat
import numpy as np
import pytest
import sympy
from conftest import MINI, cells
from hostile import watch
from nbconvert.filters import markdown2html
from nbgrader.utils import determine_grade
from traitlets import TraitError

from autograder import circuits, limits, misconceptions, render, session, wire
from autograder import nbgrader as seam
from autograder.ahead import GradingFailed
from autograder.circuits import CircuitRefused, from_data, to_data
from autograder.learner import Failed, Oracles, Returned, Status
from autograder.limits import showable
from autograder.nbgrader import JudgePreprocessor
from autograder.sandbox import Limits
from autograder.session import SandboxedSession, readable
from autograder.wire import Channel, WireError

X = {"cirq_type": "_PauliX", "exponent": 1.0, "global_shift": 0.0}
SYMBOL = {"cirq_type": "sympy.Symbol", "name": "a"}


def line_qubit(x):
    return {"cirq_type": "LineQubit", "x": x}


def operation(gate, *qubits):
    placed = [line_qubit(x) for x in qubits]
    return {"cirq_type": "GateOperation", "gate": gate, "qubits": placed}


def circuit(*operations):
    moments = [{"cirq_type": "Moment", "operations": [item]} for item in operations]
    return {"cirq_type": "Circuit", "moments": moments}


def rx(angle):
    return {"cirq_type": "Rx", "rads": angle}


def power(base, exponent):
    return {"cirq_type": "sympy.Pow", "args": [base, exponent]}


def towers_of_powers():
    formula = {"cirq_type": "sympy.Integer", "i": 9}
    for _ in range(11):
        formula = power(formula, {"cirq_type": "sympy.Integer", "i": 8})
    return formula


def controlled(times, gate):
    for _ in range(times):
        gate = {"cirq_type": "ControlledGate", "num_controls": 5, "sub_gate": gate}
    return gate


def sized(kind, **size):
    return {"cirq_type": kind, **size}


# Circuits, counted as plain data


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (rx(towers_of_powers()), "powers in a symbol's formula exceed 64"),
        (rx({"cirq_type": "sympy.Pow", "args": [9, 10**9, 3]}), "can't be rebuilt"),
        (rx(power(9, SYMBOL)), "a power in a symbol's formula exceeds 8"),
        (rx(power(9, {"cirq_type": "sympy.Rational", "p": 1, "q": 10**9})), "exceeds 8"),
        (rx({"cirq_type": "sympy.Integer", "i": 10**4000}), "more than 53 bits"),
        (sized("ControlledGate", num_controls=10**9, sub_gate=X), "num_controls. of Controlled"),
        (controlled(2, X), "a gate acts on more than 10 qubits"),
        (sized("ControlledGate", control_qid_shape=[2] * 20, sub_gate=X), "exceeds 10"),
        (sized("IdentityGate", num_qubits=True), "num_qubits. of IdentityGate exceeds 10"),
        (sized("IdentityGate", num_qubits=2, qid_shape=[10**9, 10**9]), "no qubit"),
        (sized("DensePauliString", pauli_mask=[1] * 11, coefficient=1), "pauli_mask"),
        (sized("MeasurementGate", num_qubits=10**9, key="k", invert_mask=[]), "exceeds 20"),
        (sized("DiagonalGate", diag_angles_radians=[0.1] * 1025), "exceeds 1024"),
        (sized("MixedUnitaryChannel", _mixture=[[0.5, []]] * 65), "_mixture"),
        (sized("ProductOfSums", data=[[1] * 1000] * 10), "values other than 0 and 1"),
        (sized("NamedQubit", name="9a" * 10**5), "a name has more than 200 characters"),
        (sized("NamedQubit", name="\x1b[2Jall tests passed"), "can't be shown"),
        (sized("GridQubit", row=10**300, col=0), "more than 53 bits"),
        (sized("LineQubit", x=0.5), "the `x` of a LineQubit is not of the type int"),
        (sized("LineQubit", x=True), "the `x` of a LineQubit is not of the type int"),
        (sized("LineQubit", x="a"), "the `x` of a LineQubit is not of the type int"),
        (sized("GridQubit", row=0, col=1.0), "the `col` of a GridQubit is not of the type int"),
        (sized("NamedQubit", name=1), "the `name` of a NamedQubit is not of the type str"),
        (circuit(*[operation(rx(0.5), x % 20) for x in range(100)]), "too long to simulate"),
        (circuit(*[operation(X, 0)] * 5001), "5001 operations; the limit is 5000"),
        (circuit(operation(rx(sized("sympy.Add", args=[SYMBOL] * 10**4)), 0)), "too long"),
        (circuit(*[operation(sized("IdentityGate", num_qubits=10), *range(10))] * 80), "too long"),
        (circuit(*[operation(sized("QuantumFourierTransformGate", num_qubits=9), *range(9))] * 70),
         "too long"),
    ],
)  # fmt: skip
def test_what_would_cost_the_judge_much_is_refused_unbuilt(data, reason):
    with pytest.raises(CircuitRefused, match=reason):
        from_data(json.dumps(data))


def test_a_text_of_very_many_parts_is_refused_unparsed():
    with pytest.raises(CircuitRefused, match="too long"):
        from_data("[" + "{}," * (limits.MAX_NODES // 2) + "1]")


def test_the_circuits_of_one_answer_are_counted_together():
    half = to_data(cirq.Circuit([cirq.X(cirq.LineQubit(0))] * 2600))
    assert wire.unpack([{"$cirq": half}])
    with pytest.raises(WireError, match="5200 operations"):
        wire.unpack([{"$cirq": half}, {"$cirq": half}])


def test_what_a_course_needs_is_accepted():
    qubits = cirq.LineQubit.range(16)
    symbols = sympy.symbols("theta0:80")
    layers = cirq.Circuit(
        [cirq.ry(2 * symbols[16 * layer + i] + 0.5)(q) for i, q in enumerate(qubits)]
        + [cirq.CNOT(a, b) for a, b in pairwise(qubits)]
        for layer in range(5)
    )
    observable = sum(cirq.Z(a) * cirq.Z(b) for a, b in pairwise(qubits))
    controls = cirq.Circuit(cirq.X(qubits[0]).controlled_by(*qubits[1:9], control_values=[0] * 8))
    root = cirq.Circuit(cirq.rx(sympy.sqrt(symbols[0]) / sympy.pi)(qubits[0]))
    for value in (layers, observable, controls, root, cirq.ms(0.3), cirq.measure(*qubits)):
        assert from_data(to_data(value)) == value


def test_a_gate_on_many_qubits_is_refused_in_words():
    qubits = cirq.LineQubit.range(12)
    with pytest.raises(CircuitRefused, match="`num_qubits` of IdentityGate exceeds 10"):
        from_data(to_data(cirq.Circuit(cirq.IdentityGate(12)(*qubits))))


def test_a_qubit_of_an_answer_is_no_ones_later_qubit():
    """Cirq keeps qubits, by numbers of which 1.0 and True equal 1."""
    for x in (1907.0, 1908.0):
        with pytest.raises(CircuitRefused):
            from_data(json.dumps(circuit(operation(X, x))))
    assert repr(cirq.LineQubit.range(1907, 1909)) == "[cirq.LineQubit(1907), cirq.LineQubit(1908)]"


def test_a_wide_answer_is_not_simulated_to_explain_it():
    """The state of an answer's qubits and of the explanation's together might fill the memory."""
    qubits = [cirq.NamedQubit(f"q{number}") for number in range(limits.MAX_QUBITS)]
    mine, other = cirq.Circuit(cirq.X.on_each(qubits)), cirq.Circuit(cirq.Y.on_each(qubits))
    assert misconceptions.same_states(mine, mine) is True
    assert misconceptions.same_states(mine, other) is False


ODD_QUBIT = (
    "import cirq\ndef turn(angle, qubit):\n    return cirq.Circuit(cirq.X(cirq.LineQubit('a')))"
)


def test_an_answer_that_defies_comparison_is_graded(grader):
    failure = grader.grade(cells(ODD_QUBIT), MINI, tasks=["turn"]).task("turn").first_failure
    assert failure.status is Status.MALFORMED


def test_what_can_not_be_compared_explains_nothing():
    returned = Returned(1)
    assert misconceptions._same_outcome(returned, returned, lambda mine, other: 1 / 0) is False


# Data


def test_keys_whose_hashes_collide_are_few():
    pairs = [[{"$int": str(k * (2**61 - 1))}, 0] for k in range(2, 1003)]
    with pytest.raises(WireError, match="keys of dicts are not strings"):
        wire.unpack({"$dict": pairs})
    assert len(wire.unpack({"$dict": [[str(k), 0] for k in range(5000)]})) == 5000


def test_a_truth_value_is_one_of_two():
    strange = wire.unpack({"$array": ["|b1", [2], "/wA="]})
    assert strange.view(np.uint8).tolist() == [1, 0]


def test_a_tensor_of_circuits_has_as_many_as_its_shape_says():
    one = to_data(cirq.Circuit())
    with pytest.raises(WireError, match="don't fit its shape"):
        wire.unpack({"$circuits": [[10**6], [one]]})


def test_an_array_of_many_axes_is_small():
    with pytest.raises(WireError, match="8 axes"):
        wire.unpack({"$array": ["|i1", [7] * 8, ""]})


@pytest.mark.parametrize("shape", [[10**9, 0], [0, 10**15], [10**5, 10**5, 0]])
def test_an_array_of_nothing_has_few_rows(shape):
    with pytest.raises(WireError, match="an array has 0 bytes in the shape"):
        wire.unpack({"$array": ["<f8", shape, ""]})
    assert wire.unpack({"$array": ["<f8", [1000, 0], ""]}).shape == (1000, 0)


def test_a_message_of_very_many_parts_is_refused_unparsed():
    with pytest.raises(WireError) as caught:
        wire.decode(b"[" + b"[]," * (wire.MAX_PARTS // 2) + b"1]")
    assert caught.value.kind == "large"


def test_a_message_may_be_limited_further():
    left, right = socket.socketpair()
    with left, right:
        Channel(left).send({"text": "x" * 100})
        with pytest.raises(WireError, match="limit 50"):
            Channel(right).receive(time.monotonic() + 5, limit=50)


# Words


def test_words_hold_nothing_that_a_terminal_obeys_or_a_file_refuses():
    assert showable("\x1b[2J\r\ud800\u202eà\n\tθ 😀", 99) == "\ufffd[2J\ufffd\ufffd\ufffdà\n\tθ 😀"
    assert showable("x" * 500, 200) == "x" * 200
    assert repr(wire.Reference(1, "a\x07b")) == "<a\ufffdb>"


def test_an_errors_words_are_cut():
    error = {"bases": ["E" * 1000] * 1000, "message": "m" * 10**6, "traceback": "\ud800"}
    words = readable({"error": error, "more": 1})["error"]
    assert len(words["bases"]) == session.MAX_BASES
    assert {len(name) for name in words["bases"]} == {100}
    assert len(words["message"]) == session.MAX_WORDS
    assert words["traceback"] == "\ufffd"


@pytest.mark.parametrize(
    "reply",
    [
        {"error": "text"},
        {"error": {"bases": "text", "message": 1, "traceback": ""}},
        {"error": {"bases": [1], "message": "", "traceback": ""}},
        {"error": {"bases": []}},
        {"missing": ["a"]},
        {"refused": {}},
        {"value": 1, "changed": [10**9]},
        {"value": 1, "changed": [True]},
        {"value": 1, "changed": 3},
    ],
)
def test_a_reply_whose_words_are_misplaced_is_malformed(reply):
    with pytest.raises(WireError) as caught:
        readable(reply)
    assert caught.value.kind == "malformed"


def test_an_errors_lines_are_no_lines_of_the_report(grader):
    forged = "✓ mean: passed, 2 of 2 points"
    source = f"def double(x):\n    raise ValueError('no\\n{forged}\\n9 of 9 points (seed 1)')"
    lines = render.text(grader.grade(cells(source), MINI, tasks=["double"])).splitlines()
    assert any(forged in line for line in lines)
    assert [line[0] for line in lines if not line.startswith("    ")] == ["m", "✗", "0"]


# Time


@pytest.fixture
def impatient(grader):
    """Opens sessions of cells with little time for all."""

    def open_session(*sources, seconds=1.0):
        nursery = grader.nurseries.of(MINI)
        return SandboxedSession(nursery, cells(*sources), Limits(wall_seconds=5), seconds)

    return open_session


def call(name, *args):
    return {"op": "call", "function": name, "args": list(args), "kwargs": {}}


def test_a_notebook_has_a_time_for_all_its_cells(impatient):
    with impatient(*["import time\ntime.sleep(0.4)"] * 40) as session:
        answer = session.request(call("f"), Oracles())
    assert isinstance(answer, Failed)
    assert answer.status is Status.TIME_OUT
    assert "that it may take altogether" in answer.sentence


def test_the_judges_work_on_the_answers_counts_too(impatient, monkeypatch):
    clock = time.monotonic
    with impatient("def f():\n    return 1", seconds=60) as session:
        assert session.request(call("f"), Oracles())["value"] == 1
        monkeypatch.setattr(time, "monotonic", lambda: clock() + 61)  # a check that took a minute
        answer = session.request(call("f"), Oracles())
    assert answer.status is Status.TIME_OUT
    assert "that it may take altogether" in answer.sentence


LEAVES_A_BOMB = (
    "import os, threading\n"
    "def first():\n    threading.Timer(0.2, os._exit, [1]).start()\n    return 1\n"
    "def second():\n    import time\n    time.sleep(0.6)\n    return 2\n"
    "def deadly():\n    os._exit(1)\n"
)


def test_what_one_function_leaves_behind_costs_another_nothing(impatient):
    with impatient(LEAVES_A_BOMB, seconds=60) as session:
        assert session.request(call("first"), Oracles())["value"] == 1
        assert session.request(call("second"), Oracles())["value"] == 2


def test_a_function_that_ends_the_worker_by_itself_is_asked_no_third_time(impatient, monkeypatch):
    with impatient(LEAVES_A_BOMB, seconds=60) as session:
        session.request(call("second"), Oracles())
        asked = []
        exchange = session._exchange
        monkeypatch.setattr(
            session, "_exchange", lambda *words: asked.append(words[0]["op"]) or exchange(*words)
        )
        answer = session.request(call("deadly"), Oracles())
        assert answer.status is Status.CRASHED
        assert session.request(call("deadly"), Oracles()).status is Status.CRASHED
    assert [op for op in asked if op == "call"] == ["call"] * 3


def test_the_judges_time_for_oracle_calls_is_limited(impatient):
    source = "def f(g):\n    while True:\n        g(0.0)"
    oracles = Oracles()
    message = call("f", wire.pack(oracles.add(lambda x: time.sleep(0.2))))
    with impatient(source, seconds=60) as session:
        answer = session.request({**message, "seconds": 1}, oracles)
    assert answer.status is Status.TIME_OUT
    assert oracles.calls < 10


def test_what_is_sent_to_an_oracle_is_limited(impatient):
    source = "import numpy as np\ndef f(g):\n    while True:\n        g(np.zeros(10**5))"
    oracles = Oracles()
    message = call("f", wire.pack(oracles.add(lambda x: 0.0)))
    with impatient(source, seconds=60) as session:
        answer = session.request(message, oracles)
    assert answer.status is Status.OUTPUT_LIMIT
    assert oracles.calls < 20


def test_an_oracle_that_fails_tells_the_learner(impatient):
    oracles = Oracles()
    message = call("f", wire.pack(oracles.add(lambda x: x.missing)))
    with impatient("def f(g):\n    return g(1)", seconds=60) as session:
        answer = session.request(message, oracles)
    assert "f can't be evaluated there" in answer["error"]["message"]


def test_a_missing_function_is_searched_for_in_linear_time(grader):
    source = "\n" * 900_000 + "raise RuntimeError"
    report = grader.grade(cells(source, "def double(x):\n    return x"), MINI, tasks=["double"])
    assert report.task("double").status is not Status.MISSING
    report = grader.grade(cells(source), MINI, tasks=["double"])
    assert report.task("double").status is Status.MISSING


def test_the_limits_are_those_of_the_documentation():
    assert circuits.MAX_TEXT < wire.MAX_FRAME
    assert limits.MAX_NODES < wire.MAX_PARTS


# Workers that break the rules


def test_a_death_after_the_answer_costs_nothing(impatient):
    """The next request gets a new worker."""
    source = (
        "import os, threading, time\n"
        "def f():\n    threading.Timer(0.2, os._exit, [0]).start()\n    return 1\n"
        "def g():\n    return 2"
    )
    with impatient(source, seconds=60) as session:
        assert session.request(call("f"), Oracles())["value"] == 1
        session._worker.ending(wait=20)
        assert session.request(call("g"), Oracles())["value"] == 2


def test_a_cell_that_speaks_unasked_is_left_out(impatient):
    source = "import os\ndef f():\n    return 1\nos.write(3, b'\\0\\0\\0\\2{}')"
    with impatient(source, "def g():\n    return 2", seconds=60) as session:
        assert session.request(call("f"), Oracles()).status is Status.MALFORMED
        assert session.request(call("g"), Oracles())["value"] == 2


def test_the_shell_of_a_notebook_can_be_asked_for_anything(grader):
    source = (
        "shell = get_ipython()\nshell.run_line_magic('matplotlib', 'inline')\n"
        "shell.events.register('pre_run_cell', print)\ndef double(x):\n    return 2 * x"
    )
    report = grader.grade(cells(source), MINI, tasks=["double"])
    assert report.task("double").first_failure.name == "test_text_is_refused"


def test_a_gate_that_says_nothing_of_itself_is_refused_in_words(grader):
    source = (
        "import cirq\nclass Unknown(cirq.Gate):\n    def _num_qubits_(self):\n        return 1\n"
        "def turn(angle, qubit):\n    return cirq.Circuit(Unknown()(qubit))"
    )
    failure = grader.grade(cells(source), MINI, tasks=["turn"]).task("turn").first_failure
    assert failure.status is Status.MALFORMED
    assert "Unknown can be described neither by its parts" in failure.sentence


# nbgrader's seam


def graded_cell(name, **purpose):
    cell = nbformat.v4.new_code_cell("check('x')")
    cell.metadata["nbgrader"] = {"grade_id": name, "grade": True, "solution": False, **purpose}
    return nbformat.from_dict(cell)


def test_a_cell_that_grades_without_checks_is_not_silently_full_marks():
    with pytest.raises(GradingFailed, match="'x' grades, but it has no checks"):
        seam.outputs_of(graded_cell("x", points=3), {})


def test_an_empty_written_answer_earns_nothing_and_waits_for_nobody():
    cell = nbformat.v4.new_markdown_cell(" \n")
    cell.metadata["nbgrader"] = {"grade_id": "why", "grade": True, "solution": True, "points": 3}
    seam._settle_without_answer(cell)
    assert determine_grade(cell) == (0, 3)


def test_scripts_in_written_answers_are_shown_and_not_run():
    source = {"metadata": {}, "cells": []}
    text = "a<b <script>x</script> <!-- <img onerror=x> 1 < 2 > 1"
    cells = [{"cell_type": kind, "source": text} for kind in ("markdown", "raw", "code")]
    markdown, raw, code = seam.repair({"cells": cells}, source).cells
    assert (
        markdown.source
        == raw.source
        == "a< b < script>x< /script> < !-- < img onerror=x> 1 < 2 > 1"
    )
    assert code.source == text
    assert watch.active_parts(markdown2html(markdown.source)) == []


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:alert)",
        "[a]( javascript:alert)",
        "[a](<javascript:alert>)",
        "[a](java&#115;cript&colon;alert)",
        "![a](data:text/html;base64,xx)",
        "[a][1]\n\n[1]: javascript:alert",
        "[a]\n\n[a]:\n javascript:alert",
        "<javascript:alert>",
        "[a](//attacker.example/x)",
    ],
)
def test_a_learners_link_goes_nowhere_but_to_the_web(text):
    assert 'href="' not in markdown2html(seam.harmless(text)).replace('href="#', "")
    assert "src=" not in markdown2html(seam.harmless(text))


def test_what_mathjax_would_obey_is_taken_from_formulas():
    assert (
        seam.harmless(r"$\href{javascript:alert}{x} \theta$")
        == r"$href{javascript:alert}{x} \theta$"
    )


@pytest.mark.parametrize("text", [r"<\data onmouseover=x>", r"<\\style>", r"\\href", r"\\\url{x}"])
def test_taking_a_command_away_brings_no_other_to_life(text):
    made = seam.harmless(text)
    assert "\\" not in made
    assert watch.active_parts(markdown2html(made)) == []
    assert "<data" not in made
    assert "<style" not in made


def test_a_million_backslashes_are_read_once():
    text = "\\" * 2**20
    assert seam.harmless(text + "alpha") == text + "alpha"
    assert seam.harmless(text + "href") == "href"


@pytest.mark.parametrize("opening", [r"\begin{a}", r"\\[", r"\\("])
def test_formulas_that_are_begun_and_never_ended_are_few(opening):
    """The page that shows them would search each one's end in all that follows."""
    few, many = opening * seam.MAX_FORMULAS, opening * (seam.MAX_FORMULAS + 1)
    assert seam.harmless(few) == few
    assert "\\" not in seam.harmless(many)


def test_plain_links_formulas_and_pictures_stay_as_they_are():
    text = (
        "[a](https://x.example/a) ![b](attachment:b.png) [c](#d) $\\frac{1}{2} |0\\rangle$ f[x](t)"
    )
    assert seam.harmless(text) == text.replace("[x](t)", "[x] (t)")


def test_limits_are_set_by_nbgraders_configuration():
    judge = JudgePreprocessor(limits={"wall_seconds": 60})
    assert judge.limits == asdict(Limits(wall_seconds=60))
    with pytest.raises(TraitError, match="the limits are cpu_seconds, wall_seconds"):
        JudgePreprocessor(limits={"seconds": 60})
