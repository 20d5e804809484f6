"""The worker runs cells and calls, and answers with data whatever the learner's code does."""

import numpy as np
import pytest

from autograder import wire
from autograder.worker import Worker, plain_python


@pytest.fixture
def worker():
    return Worker({"__builtins__": __builtins__}, lambda request: {"value": 10})


def run(worker, source):
    return worker.answer({"op": "cell", "label": "cell 1", "source": source})


def call(worker, name, *args, **kwargs):
    request = {"op": "call", "function": name, "args": [wire.pack(item) for item in args]}
    return worker.answer({**request, "kwargs": {k: wire.pack(v) for k, v in kwargs.items()}})


def test_a_function_defined_in_a_cell_is_called(worker):
    assert run(worker, "def f(a, b=1):\n    return a + b") == {"value": None}
    assert call(worker, "f", 2)["value"] == 3
    assert call(worker, "f", 2, b=5)["value"] == 7


def test_a_function_that_is_missing_is_named_so(worker):
    run(worker, "f = 3")
    assert call(worker, "f") == {"missing": "int"}
    assert call(worker, "g") == {"missing": ""}


def test_an_exception_comes_back_cut_to_the_learners_lines(worker):
    run(worker, "def f(x):\n    return g(x)\n\ndef g(x):\n    return [][x]")
    error = call(worker, "f", 3)["error"]
    assert error["bases"][:2] == ["IndexError", "LookupError"]
    assert error["traceback"] == (
        "cell 1, line 2, in f\n    return g(x)\ncell 1, line 5, in g\n    return [][x]"
    )


def test_a_syntax_error_names_the_line(worker):
    error = run(worker, "a = 1\nb = (")["error"]
    assert error["bases"][0] == "SyntaxError"
    assert error["traceback"].startswith("cell 1, line 2")


@pytest.mark.parametrize("source", ["raise SystemExit(3)", "raise KeyboardInterrupt", "exit()"])
def test_leaving_python_is_an_error_like_any_other(worker, source):
    assert "error" in run(worker, f"import sys\nexit = sys.exit\n{source}")


def test_a_hostile_message_is_no_obstacle(worker):
    run(
        worker,
        "class E(Exception):\n    def __str__(self):\n        raise E\ndef f():\n    raise E",
    )
    assert call(worker, "f")["error"]["message"] == "(the error's message can't be shown)"


def test_changed_arguments_are_reported(worker):
    run(worker, "def f(a, b):\n    b[0] = 9.0\n    return 1")
    assert call(worker, "f", np.zeros(2), np.zeros(2))["changed"] == [1]


def test_objects_stay_here_and_can_be_used_again(worker):
    run(worker, "class Box:\n    size = 3\n    def add(self, x):\n        return self.size + x")
    run(worker, "box = Box()\ndef make():\n    return box\ndef open(b):\n    return b.size")
    reference = call(worker, "make")["value"]
    assert reference["$reference"][0] == 0
    assert call(worker, "make")["value"] == reference
    request = {"op": "call", "function": "open", "args": [reference]}
    assert worker.answer(request)["value"] == 3
    method = {"op": "invoke", "number": 0, "path": ["add"], "called": True, "args": [4]}
    assert worker.answer(method)["value"] == 7
    attribute = {"op": "invoke", "number": 0, "path": ["size"], "called": False, "args": []}
    assert worker.answer(attribute)["value"] == 3


def test_an_oracle_asks_the_judge(worker):
    run(worker, "def twice(f):\n    return f(1.0) + f(2.0)")
    request = {"op": "call", "function": "twice", "args": [{"$oracle": 0}]}
    assert worker.answer(request)["value"] == 20


def test_an_oracle_that_refuses_raises_in_the_learners_code():
    worker = Worker({"__builtins__": __builtins__}, lambda request: {"error": "too often"})
    run(worker, "def use(f):\n    return f(1.0)")
    error = worker.answer({"op": "call", "function": "use", "args": [{"$oracle": 0}]})["error"]
    assert error["message"] == "too often"


def test_unknown_requests_are_refused(worker):
    assert "refused" in worker.answer({"op": "dance"})


def test_a_result_that_is_too_deep_is_refused(worker):
    run(worker, "def f():\n    a = []\n    a.append(a)\n    return a")
    assert "nested deeper" in call(worker, "f")["refused"]


def test_cells_may_await(worker):
    run(worker, "import asyncio\nawait asyncio.sleep(0)\nx = 5\ndef f():\n    return x")
    assert call(worker, "f")["value"] == 5


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\nx = 5",
        "!rm -rf nothing\nx = 5",
        "files = !ls\nx = 5",
        "%%time\nx = 5",
        "x = 5\nx?",
        "?print\nx = 5",
        "x = 4\r\nx = 5\r\n",
    ],
)
def test_what_only_jupyter_understands_is_harmless(worker, source):
    assert run(worker, source) == {"value": None}
    assert worker.namespace["x"] == 5


def test_a_shell_cell_is_not_run():
    assert plain_python("%%bash\nrm -rf nothing", {}) == ""


def test_plain_cells_are_left_alone():
    source = "def f(x):\n    return x % 2 != 0  # odd?\n"
    assert plain_python(source, {}) == source
