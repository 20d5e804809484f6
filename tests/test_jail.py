"""What a confined worker can't do to the machine, the course and other learners."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers_sandbox import ask, error, everything_is_gone, result, send

from autograder import jail, seccomp
from autograder.sandbox import Limits, Nursery, Worker

ROOT = Path(__file__).resolve().parents[1]
LIMITS = Limits(
    cpu_seconds=1,
    memory_bytes=256 << 20,
    processes=16,
    open_files=40,
    scratch_bytes=4 << 20,
    file_bytes=2 << 20,
)
SECRET = "a-token-of-the-judge"


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUDGE_SECRET", SECRET)
        with Nursery(serve="helpers_sandbox:serve", limits=LIMITS) as nursery:
            yield nursery


@pytest.fixture
def worker(nursery: Nursery) -> Iterator[Worker]:
    with nursery.spawn() as worker:
        yield worker


# Files


def test_of_the_repository_only_the_judges_own_package_is_there(worker: Worker) -> None:
    visible = result(worker, f"import os; result = os.listdir({str(ROOT)!r})")
    assert set(visible) <= {"autograder", ".venv"}
    assert set(os.listdir(ROOT)) > set(visible)


@pytest.mark.parametrize("name", ["solutions", "exercises", "tests", "pyproject.toml", ".git"])
def test_a_worker_cannot_read(worker: Worker, name: str) -> None:
    assert error(worker, f"import os; os.stat({str(ROOT / name)!r})") == "FileNotFoundError"


def test_every_visible_file_lies_in_a_place_that_python_needs(worker: Worker) -> None:
    walk = f"""
        import os
        places = {[*jail.readable_places(), "/proc", "/dev", "/scratch"]!r}
        result = []
        for folder, folders, files in os.walk("/"):
            folders[:] = [f for f in folders if os.path.join(folder, f) not in places]
            paths = (os.path.join(folder, f) for f in files)
            result += [p for p in paths if p not in places]
    """
    assert sorted(result(worker, walk)) == ["/etc/group", "/etc/passwd"]


def test_the_users_of_the_machine_are_unknown(worker: Worker) -> None:
    user, names = result(
        worker,
        "import os, pwd; result = os.getuid(), [u.pw_name for u in pwd.getpwall()]",
    )
    assert user != 0
    assert names == ["learner"]


def test_a_worker_cannot_write_outside_its_scratch_folder(worker: Worker) -> None:
    places = ["/", *filter(os.path.isdir, jail.readable_places()), "/dev", "/etc", "/proc/sys"]
    written = f"""
        import os
        result = []
        for place in {places!r}:
            try:
                open(os.path.join(place, "left-behind"), "w")
                result.append(place)
            except OSError:
                pass
    """
    assert result(worker, written) == []


def test_the_scratch_folder_is_home_and_working_and_temporary_folder(worker: Worker) -> None:
    program = """
        import os, tempfile
        before = os.listdir("/tmp")  # the course itself, if it lies there
        open("here", "w").write("x")
        new = [name for name in os.listdir("/tmp") if name not in before]
        result = [os.getcwd(), os.path.expanduser("~"), tempfile.gettempdir(), new]
    """
    assert result(worker, program) == ["/scratch", "/scratch", "/scratch", ["here"]]


def test_each_worker_has_a_scratch_folder_of_its_own(nursery: Nursery, worker: Worker) -> None:
    result(worker, "open('mine', 'w')")
    with nursery.spawn() as other:
        assert "mine" not in result(other, "import os; result = os.listdir('.')")


FILL = """
    import os
    result = 0
    for number in range(100_000):
        try:
            with open(f"{folder}/{{number}}", "wb", buffering=0) as file:
                result += file.write(b"x" * {size})
        except OSError as error:
            result = [result, error.strerror]
            break
"""


@pytest.mark.parametrize("folder", ["/scratch", "/tmp", "/dev/shm"])
def test_filling_the_disk_stops_at_the_limit(worker: Worker, folder: str) -> None:
    written, why = result(worker, FILL.format(folder=folder, size=1 << 20))
    assert written <= LIMITS.scratch_bytes
    assert why == "No space left on device"


def test_the_number_of_files_is_limited(worker: Worker) -> None:
    assert result(worker, FILL.format(folder=".", size=0))[1] == "No space left on device"


def test_the_size_of_a_file_is_limited(worker: Worker) -> None:
    program = f"open('large', 'wb', buffering=0).write(b'x' * {LIMITS.file_bytes})"
    assert "result" in (ask(worker, program) or {})
    program = "open('large', 'ab', buffering=0).write(b'x')"
    answer = ask(worker, program)
    assert answer is not None
    assert answer["text"] == "[Errno 27] File too large"


# Processes


def test_a_worker_sees_only_its_own_processes(worker: Worker) -> None:
    program = "import os; result = [name for name in os.listdir('/proc') if name.isdigit()]"
    assert result(worker, program) == ["1"]


FORK_BOMB = """
    import os, time
    result = 0
    try:
        while True:
            if os.fork() == 0:
                time.sleep(1000)
            result += 1
    except BlockingIOError:
        pass
"""


def test_a_fork_bomb_is_contained_and_gone_afterwards(worker: Worker) -> None:
    assert result(worker, FORK_BOMB) < LIMITS.processes
    assert worker.kill().cause == "killed"
    assert everything_is_gone(worker)


def test_a_fork_bomb_takes_nothing_from_other_workers(nursery: Nursery, worker: Worker) -> None:
    result(worker, FORK_BOMB)
    with nursery.spawn() as other:
        assert result(other, FORK_BOMB) > LIMITS.processes // 2


def test_a_thread_bomb_is_contained(worker: Worker) -> None:
    program = """
        import threading, time
        result = 0
        try:
            while True:
                threading.Thread(target=time.sleep, args=[1000], daemon=True).start()
                result += 1
        except RuntimeError:
            pass
    """
    assert 0 < result(worker, program) < LIMITS.processes


def test_a_loop_that_ignores_signals_dies(worker: Worker) -> None:
    send(
        worker,
        """
        import signal
        for number in range(1, 32):
            if number not in (signal.SIGKILL, signal.SIGSTOP):
                signal.signal(number, signal.SIG_IGN)
        while True:
            pass
        """,
    )
    assert worker.kill().cause == "killed"
    assert everything_is_gone(worker)


def test_a_daemon_does_not_outlive_its_worker(worker: Worker) -> None:
    program = """
        import os, time
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                time.sleep(1000)
            os._exit(0)
        os.wait()
    """
    result(worker, program)
    worker.kill()
    assert everything_is_gone(worker)


def test_a_daemon_ends_when_its_worker_exits(worker: Worker) -> None:
    send(worker, "import os, time\nif os.fork() == 0: time.sleep(1000)\nos._exit(0)")
    assert worker.ending().cause == "exited"
    assert everything_is_gone(worker)


def test_signals_reach_nobody_outside(nursery: Nursery, worker: Worker) -> None:
    program = f"""
        import os, signal
        for target in (-1, 0, os.getppid(), {os.getpid()}, {nursery._process.pid}):
            try:
                os.kill(target, signal.SIGKILL)
            except OSError:
                pass
    """
    with nursery.spawn() as other:
        ask(worker, program)
        assert result(other, "result = 'alive'") == "alive"
    with nursery.spawn() as later:
        assert result(later, "result = 'alive'") == "alive"


# Memory and time


def test_a_memory_bomb_ends_its_worker(worker: Worker) -> None:
    send(worker, "hoard = [bytes([1]) * (1 << 20) for _ in range(1000)]")
    assert worker.ending(wait=60).cause == "memory"


def test_a_memory_bomb_spread_over_processes_ends_them(worker: Worker) -> None:
    send(
        worker,
        """
        import os, time
        for _ in range(4):
            if os.fork() == 0:
                break
        hoard = [bytes([1]) * (1 << 20) for _ in range(80)]
        time.sleep(1000)
        """,
    )
    assert worker.ending(wait=60).cause == "memory"
    assert everything_is_gone(worker)


def test_memory_counts_when_the_thread_that_shows_it_has_ended(worker: Worker) -> None:
    send(
        worker,
        """
        import ctypes, os, threading, time
        def hoard():
            hoard = [bytes([1]) * (1 << 20) for _ in range(400)]
            time.sleep(1000)
        if os.fork() == 0:
            threading.Thread(target=hoard).start()
            ctypes.CDLL(None).syscall(60, 0)
        time.sleep(1000)
        """,
    )
    assert worker.ending(wait=60).cause == "memory"
    assert everything_is_gone(worker)


def test_what_waits_in_sockets_counts_as_memory(worker: Worker) -> None:
    send(
        worker,
        """
        import socket, time
        hoard = [bytes([1]) * (1 << 20) for _ in range(251)]
        sockets = [end for _ in range(16) for end in socket.socketpair()]
        for end in sockets:
            end.setblocking(False)
            try:
                while end.send(bytes(4096)):
                    pass
            except BlockingIOError:
                pass
        time.sleep(1000)
        """,
    )
    assert worker.ending(wait=20).cause == "memory"


def test_a_sockets_buffer_can_not_be_enlarged(worker: Worker) -> None:
    program = "import socket; socket.socketpair()[0].setsockopt(1, socket.SO_SNDBUF, 1 << 22)"
    assert error(worker, program) == "PermissionError"


def test_one_huge_allocation_is_a_memory_error(worker: Worker) -> None:
    assert error(worker, "bytearray(4 << 30)") == "MemoryError"


def test_memory_that_counts_for_no_process_is_refused(worker: Worker) -> None:
    assert error(worker, "import mmap; mmap.mmap(-1, 1 << 20)") == "PermissionError"
    assert error(worker, "import os; os.memfd_create('hoard')") == "PermissionError"
    assert error(worker, "open('/dev/zero')") == "FileNotFoundError"


def test_a_busy_loop_ends_at_the_limit_of_cpu_time(worker: Worker) -> None:
    send(worker, "while True: pass")
    assert worker.ending(wait=60).cause == "cpu"


def test_cpu_time_is_summed_over_processes(worker: Worker) -> None:
    send(
        worker,
        f"""
        import os, resource, time
        while os.fork():
            os.wait()  # each child runs for less than the limit
        while time.process_time() < {LIMITS.cpu_seconds / 3}:
            pass
        os._exit(0)
        """,
    )
    assert worker.ending(wait=60).cause == "cpu"


# The kernel


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_VSOCK"])
def test_there_is_no_network(worker: Worker, family: str) -> None:
    program = f"import socket; socket.socket(socket.{family}, socket.SOCK_DGRAM)"
    assert error(worker, program) == "PermissionError"


def test_not_even_the_loopback_interface_is_up(worker: Worker) -> None:
    devices = result(worker, "result = open('/proc/net/dev').read().splitlines()[2:]")
    assert [line.split(":")[0].strip() for line in devices] == ["lo"]
    assert devices[0].split()[1] == "0"


@pytest.mark.parametrize("family", ["AF_INET", "AF_TIPC", "AF_VSOCK"])
def test_pairs_of_other_sockets_are_refused_before_the_kernel_loads_a_module(
    worker: Worker, family: str
) -> None:
    program = f"import socket; socket.socketpair(socket.{family}, socket.SOCK_STREAM)"
    assert error(worker, program) == "PermissionError"
    assert result(worker, "import socket; result = len(socket.socketpair())") == 2


def test_abstract_sockets_of_the_machine_are_out_of_reach(worker: Worker) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(b"")  # the kernel chooses a free abstract name
        server.listen()
        connect = f"socket.socket(socket.AF_UNIX).connect({server.getsockname()!r})"
        assert error(worker, f"import socket; {connect}") == "ConnectionRefusedError"


CALL = """
    import ctypes, os
    libc = ctypes.CDLL(None, use_errno=True)
    result = [libc.syscall(*{arguments}), os.strerror(ctypes.get_errno())]
"""
REFUSED = [-1, "Operation not permitted"]


@pytest.mark.parametrize("name", seccomp.REFUSED)
def test_the_kernel_refuses(worker: Worker, name: str) -> None:
    assert result(worker, CALL.format(arguments=(seccomp.REFUSED[name], 0, 0, 0, 0))) == REFUSED


@pytest.mark.parametrize("flag", [0x00020000, 0x10000000, 0x20000000, 0x40000000])
def test_no_process_starts_in_a_new_namespace(worker: Worker, flag: int) -> None:
    arguments = (seccomp.CLONE, flag, 0, 0, 0, 0)
    assert result(worker, CALL.format(arguments=arguments)) == REFUSED


@pytest.mark.parametrize("number", [seccomp.CLONE3, 500, 0x40000000 + 39])
def test_unknown_calls_and_the_x32_interface_do_not_exist(worker: Worker, number: int) -> None:
    answer = result(worker, CALL.format(arguments=(number, 0, 0)))
    assert answer == [-1, "Function not implemented"]


def test_the_32_bit_interface_ends_the_worker(worker: Worker) -> None:
    getpid = b"\xb8\x14\x00\x00\x00\xcd\x80\xc3"  # mov eax, 20; int 0x80; ret
    send(
        worker,
        f"""
        import ctypes, mmap
        page = mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=7)
        page.write({getpid!r})
        ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()
        """,
    )
    assert worker.ending().cause == "signal"


@pytest.mark.parametrize("option", [seccomp.PR_SET_PDEATHSIG, seccomp.PR_SET_DUMPABLE])
def test_a_worker_cannot_undo_what_ends_it(worker: Worker, option: int) -> None:
    assert result(worker, CALL.format(arguments=(seccomp.PRCTL, option, 1))) == REFUSED


def test_a_worker_has_no_rights(worker: Worker) -> None:
    status = dict(
        line.split(":\t") for line in result(worker, "result = list(open('/proc/1/status'))")
    )
    assert {int(status[f"Cap{kind}"], 16) for kind in ("Inh", "Prm", "Eff", "Bnd", "Amb")} == {0}
    assert status["NoNewPrivs"].strip() == "1"
    assert status["Seccomp"].strip() == "2"


# What a worker holds


def test_nothing_of_the_judges_environment_remains(worker: Worker) -> None:
    names = set(result(worker, "import os; result = list(os.environ)"))
    settings = {"CUDA_VISIBLE_DEVICES", "LANG", "MPLBACKEND", "OMP_NUM_THREADS"}
    settings |= {"OPENBLAS_NUM_THREADS", "TF_CPP_MIN_LOG_LEVEL", "TF_USE_LEGACY_KERAS"}
    settings |= {"TF_NUM_INTEROP_THREADS", "TF_NUM_INTRAOP_THREADS"}
    assert names == settings | {"PATH", "HOME", "TMPDIR", "MPLCONFIGDIR"}


def test_the_judges_secrets_are_nowhere_in_a_workers_memory(worker: Worker) -> None:
    """The parts of what is searched for are kept apart, so that the search can't find itself."""
    program = f"""
        import ctypes

        def places(first, second):
            for line in open("/proc/self/maps"):
                span, rights = line.split()[:2]
                low, high = (int(end, 16) for end in span.split("-"))
                if rights.startswith("r") and "[v" not in line:
                    parts = ctypes.string_at(low, high - low).split(first)
                    yield from (line for part in parts[1:] if part.startswith(second))

        planted = "-".join(["something", "planted"])
        found = list(places(b"something", b"-planted"))
        secret = list(places({SECRET[:9].encode()!r}, {SECRET[9:].encode()!r}))
        result = [len(found) > 0, secret]
    """
    assert result(worker, program) == [True, []]


def test_only_its_socket_is_open(worker: Worker) -> None:
    program = """
        import os
        result = {fd: os.readlink(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd")
                  if os.path.lexists(f"/proc/self/fd/{fd}")}
    """
    files = result(worker, program)
    assert {files.pop(standard) for standard in "012"} == {"/dev/null"}
    assert [name.split(":")[0] for name in files.values()] == ["socket"]


def test_the_number_of_open_files_is_limited(worker: Worker) -> None:
    program = f"import os; hoard = [os.dup(0) for _ in range({LIMITS.open_files})]"
    assert error(worker, program) == "OSError"


# What still works


def test_libraries_can_be_imported_after_the_fork(worker: Worker) -> None:
    program = "import sqlite3, ctypes, _decimal, numpy; result = int(numpy.arange(4).sum())"
    assert result(worker, program) == 6


def test_processes_and_programs_can_be_started(worker: Worker) -> None:
    program = """
        import multiprocessing, subprocess, sys
        with multiprocessing.Pool(2) as pool:
            squares = pool.map(abs, [-1, -2])
        shown = subprocess.run([sys.executable, "-c", "print(3)"], capture_output=True, text=True)
        result = [*squares, shown.stdout.strip()]
    """
    assert result(worker, program) == [1, 2, "3"]
