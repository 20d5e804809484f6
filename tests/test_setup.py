"""The environment is the locked one, and the set-up script refuses, resumes and repeats well."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import sysconfig
import time
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from helpers_commands import BIN, ROOT
from jupyter_client.kernelspec import KernelSpecManager
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCK = (ROOT / "requirements.lock").read_text("utf-8")
TOOLS = "sh cat cut cksum date dirname cp rm mkdir find grep sed sleep tail uname wc"


def pins() -> dict[str, list[str]]:
    """The lock: each line that names a package, with its hashes."""
    found: dict[str, list[str]] = {}
    for line in LOCK.splitlines():
        if re.match(r"[A-Za-z0-9]", line):
            entry = line.rstrip("\\ ")
            found[entry] = []
        elif line.strip().startswith("--hash="):
            found[entry].append(line.strip(" \\").removeprefix("--hash="))
    return found


def test_the_lock_pins_each_package_with_hashes_and_no_address():
    for entry, hashes in pins().items():
        assert re.match(r"[A-Za-z0-9._-]+(\[[a-z,-]+\])?==[^ ]+( ; .*)?$", entry), entry
        assert hashes, entry
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes), entry
    assert "://" not in LOCK
    assert not re.search(r"^\s*(-i|--index|--extra-index|--find-links)", LOCK, re.MULTILINE)


def test_the_lock_is_in_step_with_pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    locked = {canonicalize_name(pin.name): pin.specifier for pin in map(Requirement, pins())}
    for requirement in map(Requirement, wanted):
        pinned = str(locked[canonicalize_name(requirement.name)]).removeprefix("==")
        assert requirement.specifier.contains(pinned), f"{requirement}: {pinned}; run `make lock`"


def test_the_environment_is_the_locked_one():
    for pin in map(Requirement, pins()):
        if pin.marker is None or pin.marker.evaluate():
            assert pin.specifier.contains(version(pin.name), prereleases=True), pin.name


@pytest.mark.parametrize("package", ["tensorflow_quantum", "tensorflow", "cirq", "sympy"])
def test_packages_were_compiled_when_installed(package):
    source = Path(sysconfig.get_path("purelib")) / package / "__init__.py"
    assert Path(importlib.util.cache_from_source(str(source))).exists()


def test_the_kernel_is_the_environments_own_and_has_legacy_keras():
    kernel = KernelSpecManager().get_kernel_spec("python3")
    assert Path(kernel.argv[0]).parent == BIN
    assert kernel.env == {"TF_USE_LEGACY_KERAS": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}


# The set-up script, with programs that only pretend

FAKE_PYTHON = r"""#!/bin/sh
# Pretends to be Python 3.12: answers the probe, makes a folder for an environment, notes each call.
echo "$*" >>"$CALLS"
case $* in
*" -c "*) echo "3.12 $0" ;;
*"-m venv"*) rm -rf .venv && mkdir -p .venv/bin .venv/lib && cp "$0" .venv/bin/python ;;
*"-m pip"*)
    [ -z "$PIP_WAITS" ] || exec sleep 600
    echo 'WARNING: noise from a mirror'
    echo "$PIP_SAYS"
    [ -z "$PIP_SAYS" ] ;;
esac
"""


class Machine:
    """A folder with the course's set-up script and a PATH of chosen programs."""

    def __init__(self, place: Path) -> None:
        self.course = place / "course"
        self.bin = place / "bin"
        self.calls = place / "calls"
        self.calls.touch()
        self.bin.mkdir()
        (self.course / ".ci").mkdir(parents=True)
        for name in (".ci/setup", "requirements.lock", "pyproject.toml"):
            shutil.copy(ROOT / name, self.course / name)
        for name in TOOLS.split():
            (self.bin / name).symlink_to(shutil.which(name) or "")

    def program(self, name: str, text: str) -> None:
        (self.bin / name).unlink(missing_ok=True)
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def start(self, **environment: str) -> subprocess.Popen[str]:
        called = {"PATH": str(self.bin), "CALLS": str(self.calls), "PIP_SAYS": "", "PIP_WAITS": ""}
        return subprocess.Popen(
            [self.bin / "sh", str(self.course / ".ci/setup")],
            env={**called, **environment},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def setup(self, **environment: str) -> subprocess.CompletedProcess[str]:
        with self.start(**environment) as running:
            said, complained = running.communicate()
        return subprocess.CompletedProcess([], running.returncode, said, complained)

    def calls_since(self) -> str:
        said = self.calls.read_text()
        self.calls.write_text("")
        return said


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def assert_one_sentence(result: subprocess.CompletedProcess[str], *words: str) -> None:
    assert result.returncode == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1, result.stderr
    for word in (*words, "dev container", "WSL2", "Codespaces", "Colab"):
        assert word in result.stderr


@pytest.mark.parametrize("system", ["Darwin arm64", "Linux aarch64", "MINGW64_NT-10.0 x86_64"])
def test_another_platform_is_told_at_once_what_to_use(machine, system):
    name, architecture = system.split()
    machine.program("uname", f'#!/bin/sh\n[ "$1" = -s ] && echo {name} || echo {architecture}\n')
    machine.program("python3.12", FAKE_PYTHON)
    assert_one_sentence(machine.setup(), system, "Linux x86-64")
    assert machine.calls_since() == ""


def test_no_python_is_told_in_one_sentence(machine):
    assert_one_sentence(machine.setup(), "Python 3.11 or 3.12 is needed")


def test_a_python_of_another_version_is_named(machine):
    machine.program("python3", "#!/bin/sh\necho 'it is CPython 3.13' >&2; exit 1\n")
    assert_one_sentence(machine.setup(), "python3 will not do: it is CPython 3.13")


def test_a_chosen_python_that_cannot_run_is_named(machine):
    assert_one_sentence(machine.setup(PYTHON="no-such-python"), "PYTHON=no-such-python")


def test_a_launcher_without_a_python_behind_it_is_passed_over(machine):
    machine.program("python3.12", "#!/bin/sh\necho 'launcher: not installed' >&2; exit 127\n")
    machine.program("python3.11", FAKE_PYTHON)
    assert machine.setup().returncode == 0


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ('sys.modules["ensurepip"] = None', "it cannot make environments (Debian and Ubuntu: apt"),
        ("sys.maxsize = 2**31 - 1", "it is a 32-bit program"),
        ('import platform; platform.libc_ver = lambda: ("", "")', "its C library is not glibc"),
        ("sys.version_info = (3, 10, 2)", "it is CPython 3.10"),
    ],
)
def test_the_probe_says_what_a_real_python_lacks(machine, change, reason):
    program = f"import sys; {change}; exec(sys.argv[1])"
    machine.program("python3.11", f"#!/bin/sh\nexec {sys.executable} -I -c '{program}' \"$3\"\n")
    assert_one_sentence(machine.setup(), reason)


def test_a_second_run_does_nothing(machine):
    machine.program("python3.12", FAKE_PYTHON)
    first = machine.setup(PYTHONDONTWRITEBYTECODE="1")
    assert first.returncode == 0, first.stderr
    assert "The environment is ready after" in first.stdout
    calls = machine.calls_since()
    assert "--require-hashes -r requirements.lock" in calls
    assert "--compile" in calls
    assert "WARNING" not in first.stdout + first.stderr
    assert machine.setup().stdout == ""
    assert "-m" not in machine.calls_since()


def test_a_new_lock_makes_a_new_environment(machine):
    machine.program("python3.12", FAKE_PYTHON)
    machine.setup()
    machine.calls_since()
    (machine.course / "requirements.lock").write_text("other==1 \\\n")
    assert machine.setup().returncode == 0
    assert "-m venv --clear" in machine.calls_since()


def test_a_new_pyproject_only_registers_the_course_again(machine):
    machine.program("python3.12", FAKE_PYTHON)
    machine.setup()
    machine.calls_since()
    (machine.course / "pyproject.toml").write_text("[project]\n")
    assert machine.setup().returncode == 0
    calls = machine.calls_since()
    assert "--no-build-isolation -e ." in calls
    assert "-m venv" not in calls


def test_a_moved_folder_gets_a_new_environment(machine):
    machine.program("python3.12", FAKE_PYTHON)
    machine.setup()
    machine.calls_since()
    machine.course = machine.course.rename(machine.course.with_name("elsewhere"))
    assert machine.setup().returncode == 0
    assert "-m venv --clear" in machine.calls_since()


def test_a_failed_installation_shows_the_reason_and_is_made_anew(machine):
    machine.program("python3.12", FAKE_PYTHON)
    failed = machine.setup(PIP_SAYS="ERROR: no space left")
    assert failed.returncode == 1
    assert "ERROR: no space left" in failed.stderr
    assert "WARNING" not in failed.stderr
    assert "run the same command again" in failed.stderr
    machine.calls_since()
    assert machine.setup().returncode == 0
    assert "-m venv --clear" in machine.calls_since()


def test_an_interrupted_installation_ends_its_installer_and_is_made_anew(machine):
    machine.program("python3.12", FAKE_PYTHON)
    with machine.start(PIP_WAITS="1") as running:
        while "-m pip" not in machine.calls.read_text():
            time.sleep(0.02)
        running.terminate()
        _, complained = running.communicate(timeout=30)  # would wait for an installer left behind
    assert running.returncode == 1
    assert complained == "Interrupted. The same command starts again.\n"
    machine.calls_since()
    assert machine.setup().returncode == 0
    assert "-m venv --clear" in machine.calls_since()
