"""Workers start, end and die as the judge expects, and the nursery survives all of them."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from helpers_sandbox import everything_is_gone, result, send

from autograder.sandbox import ConfinementUnavailable, Ending, Limits, Nursery, NurseryGone, Worker

ROOT = Path(__file__).resolve().parents[1]
SERVE = "helpers_sandbox:serve"
LIMITS = Limits(cpu_seconds=1, memory_bytes=64 << 20)


@pytest.fixture(scope="module", params=[True, False], ids=["confined", "trusted"])
def nursery(request: pytest.FixtureRequest) -> Iterator[Nursery]:
    with Nursery(serve=SERVE, limits=LIMITS, confined=request.param) as nursery:
        yield nursery


@pytest.fixture
def worker(nursery: Nursery) -> Iterator[Worker]:
    with nursery.spawn() as worker:
        yield worker


def children(pid: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether it becomes true while one may reasonably wait."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not condition():
        time.sleep(0.01)
    return condition()


def is_gone(pid: int) -> bool:
    """Also a zombie is gone: only its parent has yet to notice."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def python(program: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
        capture_output=True,
        text=True,
        check=False,
    )


# Endings, with and without confinement


def test_a_worker_serves_and_is_running(worker: Worker) -> None:
    assert result(worker, "result = 1 + 1") == 2
    assert worker.ending(wait=0.01) == Ending("running")


def test_a_worker_keeps_nothing_from_another(nursery: Nursery, worker: Worker) -> None:
    result(worker, "import sys; sys.modules['left_behind'] = sys")
    with nursery.spawn() as other:
        assert result(other, "import sys; result = 'left_behind' in sys.modules") is False


@pytest.mark.parametrize("code", [0, 3])
def test_an_exit_is_reported_with_its_code(worker: Worker, code: int) -> None:
    send(worker, f"import os; os._exit({code})")
    assert worker.ending() == Ending("exited", f"exit code {code}")


def test_a_worker_exits_when_the_judge_closes_its_socket(worker: Worker) -> None:
    worker.socket.close()
    assert worker.ending() == Ending("exited", "exit code 0")


def test_a_crash_is_reported_with_its_signal(worker: Worker) -> None:
    send(worker, "import ctypes; ctypes.string_at(0)")
    assert worker.ending() == Ending("signal", "SIGSEGV")


def test_using_too_much_memory_is_the_reported_cause(worker: Worker) -> None:
    send(worker, "hoard = [bytes([1]) * (1 << 20) for _ in range(1000)]")
    assert worker.ending(wait=60).cause == "memory"


def test_using_too_much_cpu_time_is_the_reported_cause(worker: Worker) -> None:
    send(worker, "while True: pass")
    assert worker.ending(wait=60).cause == "cpu"


def test_kill_may_be_called_again_and_by_close(worker: Worker) -> None:
    assert worker.kill().cause == "killed"
    assert worker.kill().cause == "killed"
    worker.close()
    assert worker.ending().cause == "killed"


def test_kill_reports_the_true_cause_of_an_earlier_end(worker: Worker) -> None:
    send(worker, "import os; os._exit(4)")
    assert everything_is_gone(worker)
    assert worker.kill() == Ending("exited", "exit code 4")


def test_kill_takes_child_processes_along(worker: Worker) -> None:
    result(worker, "import os, time\nif os.fork() == 0: time.sleep(1000)")
    worker.kill()
    assert everything_is_gone(worker)


def test_the_environment_is_clean(worker: Worker) -> None:
    names = result(worker, "import os; result = list(os.environ)")
    assert {"HOME", "TMPDIR", "TF_USE_LEGACY_KERAS"} < set(names)
    assert not {"PYTHONPATH", "PYTEST_CURRENT_TEST", "PWD"} & set(names)


def test_the_nursery_survives_a_crash(nursery: Nursery) -> None:
    with nursery.spawn() as worker:
        send(worker, "import os; os._exit(1)")
        worker.ending()
    with nursery.spawn() as worker:
        assert result(worker, "result = 'alive'") == "alive"


def test_twenty_workers_leave_nothing_running(nursery: Nursery) -> None:
    for number in range(20):
        with nursery.spawn() as worker:
            assert result(worker, f"result = {number}") == number
    assert eventually(lambda: children(nursery._process.pid) == [])


def test_workers_may_be_spawned_from_several_threads(nursery: Nursery) -> None:
    def square(number: int) -> int:
        with nursery.spawn() as worker:
            return int(result(worker, f"result = {number} ** 2"))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(square, range(12))) == [number**2 for number in range(12)]


def test_without_confinement_the_scratch_folder_is_removed() -> None:
    with Nursery(serve=SERVE, confined=False) as nursery, nursery.spawn() as worker:
        folder = result(worker, "import os; open('x', 'w'); result = os.getcwd()")
        assert os.path.isdir(folder)
        worker.kill()
        assert not os.path.exists(folder)


# The deaths of others


@pytest.mark.parametrize("confined", [True, False])
def test_workers_end_with_their_nursery(confined: bool) -> None:
    with Nursery(serve=SERVE, confined=confined) as nursery, nursery.spawn() as worker:
        send(worker, "while True: pass")
        nursery._process.kill()
        assert worker.ending(wait=20).cause == "killed"
        assert everything_is_gone(worker)
        with pytest.raises(NurseryGone):
            nursery.spawn()


@pytest.mark.parametrize("confined", [True, False])
def test_a_worker_ends_with_its_supervisor(
    confined: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # nobody is left to clean up
    with Nursery(serve=SERVE, confined=confined) as nursery, nursery.spawn() as worker:
        send(worker, "while True: pass")
        (supervisor,) = children(nursery._process.pid)
        os.kill(supervisor, signal.SIGKILL)
        assert everything_is_gone(worker)
        assert worker.ending().cause == "killed"
        with nursery.spawn() as other:
            assert result(other, "result = 'alive'") == "alive"


JUDGE = """
import json, os, signal
from autograder.sandbox import Nursery
from helpers_sandbox import send
from test_sandbox import SERVE, children

nursery = Nursery(serve=SERVE, confined={confined})
worker = nursery.spawn()
send(worker, "while True: pass")
supervisors = children(nursery._process.pid)
workers = [pid for supervisor in supervisors for pid in children(supervisor)]
print(json.dumps([nursery._process.pid, *supervisors, *workers]), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("confined", [True, False])
def test_everything_ends_with_the_judge(confined: bool) -> None:
    left = json.loads(python(JUDGE.format(confined=confined)).stdout)
    assert len(left) == 3
    assert eventually(lambda: all(map(is_gone, left)))


def test_closing_a_nursery_ends_its_workers_and_may_be_repeated() -> None:
    nursery = Nursery(serve=SERVE)
    with nursery.spawn() as worker:
        nursery.close()
        assert everything_is_gone(worker)
    nursery.close()
    with pytest.raises(NurseryGone, match="closed"):
        nursery.spawn()


# What can't start


def test_an_import_that_fails_is_named() -> None:
    complaint = pytest.raises(NurseryGone, match="No module named 'no_such_module'")
    with Nursery(serve=SERVE, preload=["no_such_module"]) as nursery, complaint:
        nursery.spawn()


def test_where_the_kernel_refuses_the_error_says_what_to_do() -> None:
    program = """
        from autograder import sandbox, seccomp
        seccomp.PRCTL = 400  # not refused here
        seccomp.filter_system_calls()  # as in a container: no unshare, no mount
        try:
            sandbox.Nursery()
        except sandbox.ConfinementUnavailable as error:
            print(error)
        with sandbox.Nursery(confined=False, serve="helpers_sandbox:serve") as nursery:
            nursery.spawn().close()
            print("trusted")
    """
    said, trusted = python("if True:" + program).stdout.splitlines()
    assert "(create a user namespace: Operation not permitted)" in said
    assert "user.max_user_namespaces" in said
    assert "--trusted" in said
    assert trusted == "trusted"


def test_the_sentence_is_one_line() -> None:
    assert "\n" not in str(ConfinementUnavailable("reason"))


@pytest.mark.parametrize(
    ("hazard", "complaint"),
    [
        ("threading.Thread(target=time.sleep, args=[9], daemon=True).start()", "started 1 threads"),
        ("keep = mmap.mmap(-1, 4096)", "created shared memory"),
    ],
)
def test_a_nursery_that_cannot_be_forked_safely_is_refused(hazard: str, complaint: str) -> None:
    program = f"import mmap, threading, time; from autograder import nursery; {hazard}; "
    assert complaint in python(program + "nursery.preload(['json'])").stderr


# The stack of the course (slow: imports TensorFlow Quantum once)


@pytest.fixture(scope="module")
def warm() -> Iterator[Nursery]:
    stack = ["matplotlib.pyplot", "cirq", "tensorflow", "tensorflow_quantum"]
    with Nursery(serve=SERVE, preload=stack) as nursery:
        yield nursery


EXPECTATION = """
    import cirq, sympy, tensorflow_quantum as tfq
    qubit, angle = cirq.GridQubit(0, 0), sympy.Symbol("angle")
    circuit = cirq.Circuit(cirq.rx(angle)(qubit))
    expectation = tfq.layers.Expectation()
    values = expectation(
        circuit, symbol_names=[angle], symbol_values=[[0.0], [1.0]], operators=cirq.Z(qubit)
    )
    result = [float(value) for value in values[:, 0]]
"""
TRAINING = """
    import cirq, sympy, tensorflow as tf, tensorflow_quantum as tfq
    qubit = cirq.GridQubit(0, 0)
    circuit = cirq.Circuit(cirq.rx(sympy.Symbol("angle"))(qubit))
    inputs = tf.keras.Input(shape=(), dtype=tf.string)
    start = tf.keras.initializers.Constant(0.5)
    outputs = tfq.layers.PQC(circuit, cirq.Z(qubit), initializer=start)(inputs)
    model = tf.keras.Model(inputs, outputs)
    model.compile(loss="mse", optimizer=tf.keras.optimizers.Adam(0.1))
    data = tfq.convert_to_tensor([cirq.Circuit(cirq.X(qubit)), cirq.Circuit()])
    losses = model.fit(data, tf.constant([[1.0], [-1.0]]), epochs=30, verbose=0).history["loss"]
    result = losses[-1] < losses[0]
"""


def test_slow_tensorflow_quantum_computes_in_forked_workers(warm: Nursery) -> None:
    for _ in range(2):
        with warm.spawn() as worker:
            assert result(worker, EXPECTATION) == pytest.approx([1.0, 0.5403023], abs=1e-6)


def test_slow_a_quantum_model_trains_as_the_first_thing_in_a_worker(warm: Nursery) -> None:
    with warm.spawn() as worker:
        assert result(worker, TRAINING) is True


def test_slow_no_layer_is_converted_again_in_a_worker(warm: Nursery) -> None:
    watch = """
        from tensorflow.python.autograph.pyct.transpiler import GenericTranspiler
        converted, convert = [], GenericTranspiler.transform_function
        def transform_function(self, function, context):
            converted.append(f"{function.__module__}.{function.__qualname__}")
            return convert(self, function, context)
        GenericTranspiler.transform_function = transform_function
    """
    with warm.spawn() as worker:
        program = textwrap.dedent(watch) + textwrap.dedent(TRAINING) + "result = converted"
        converted = result(worker, program)
    assert any(name.endswith("train_function") for name in converted)  # the watch sees conversions
    assert [name for name in converted if ".layers." in name or ".ops." in name] == []


def test_slow_two_warm_workers_compute_at_the_same_time(warm: Nursery) -> None:
    with warm.spawn() as first, warm.spawn() as second:
        for worker in (first, second):
            send(worker, TRAINING)
        for worker in (first, second):
            assert result(worker, "result = 'served'") is True  # the reply to the training


def test_slow_a_figure_is_drawn_without_a_display_and_with_fonts(warm: Nursery) -> None:
    program = """
        import matplotlib.pyplot as plt, os
        plt.plot([1, 2]); plt.title("angle θ"); plt.savefig("figure.png")
        result = os.path.getsize("figure.png") > 1000
    """
    with warm.spawn() as worker:
        assert result(worker, program) is True


def test_slow_workers_do_not_share_their_random_numbers(warm: Nursery) -> None:
    draw = "import random, numpy; result = [random.random(), float(numpy.random.random())]"
    with warm.spawn() as first, warm.spawn() as second:
        ours, theirs = result(first, draw), result(second, draw)
    assert ours[0] != theirs[0]
    assert ours[1] != theirs[1]
