"""Builds exercises/ from solutions/ with nbgrader, where the source has changed.

A release that was edited by hand while its source was not (a learner worked in exercises/) is left
alone. Run from the repository's root.
"""

from __future__ import annotations

import filecmp
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

SOURCES = Path("solutions")
RELEASES = Path("exercises")
BUILT = Path("build/exercises")
STAMP = Path("build/exercises.sha256")
IGNORED = {"__pycache__", ".ipynb_checkpoints", ".pytest_cache"}


def main() -> int:
    """Returns 0, or nbgrader's exit code."""
    state = digest(SOURCES, Path("nbgrader_config.py"), Path("requirements.lock"))
    missing = [name for name in names(SOURCES) if not (RELEASES / name).is_dir()]
    if not missing and STAMP.exists() and STAMP.read_text() == state:
        return 0
    print(f"Building the exercises of {len(names(SOURCES))} assignments", flush=True)
    code = generate()
    if code == 0:
        for name in names(SOURCES):
            publish(name)
        STAMP.write_text(state)
    return code


def generate() -> int:
    """Runs nbgrader on every assignment; the gradebook is left alone."""
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    command = ["nbgrader", "generate_assignment", "*", "--no-db", "--log-level=ERROR"]
    command[0] = str(Path(sys.executable).with_name("nbgrader"))
    return subprocess.run([*command, f"--CourseDirectory.release_directory={BUILT}"]).returncode


def publish(name: str) -> None:
    """Puts the built release in place, unless that would overwrite someone's work."""
    target = RELEASES / name
    if same(BUILT / name, target):
        return
    if target.is_dir() and edited(target) and not edited(SOURCES / name):
        print(f"  {target} was edited by hand and is left as it is.")
        return
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(BUILT / name, target)
    print(f"  {target}")


def names(folder: Path) -> list[str]:
    """The assignments in a folder."""
    return sorted(path.parent.name for path in folder.glob("*/*.ipynb"))


def files(place: Path) -> list[Path]:
    """A file, or all files under a folder but for leftovers of running them."""
    if place.is_file():
        return [place]
    found = (path for path in place.rglob("*") if path.is_file())
    return sorted(path for path in found if not IGNORED & set(path.parts))


def digest(*places: Path) -> str:
    """A SHA-256 of the files' names and bytes."""
    total = hashlib.sha256()
    for path in [file for place in places for file in files(place)]:
        total.update(f"{path}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def same(built: Path, release: Path) -> bool:
    """Whether two folders hold the same files."""
    mine = [file.relative_to(built) for file in files(built)]
    theirs = [file.relative_to(release) for file in files(release)]
    return mine == theirs and not any(filecmp.cmpfiles(built, release, mine, shallow=False)[1:])


def edited(folder: Path) -> bool:
    """Whether a folder differs from the last commit; without git, nobody can tell, so yes."""
    command = ["git", "status", "--porcelain", "--", str(folder)]
    status = subprocess.run(command, capture_output=True, text=True)
    return status.returncode != 0 or status.stdout != ""


if __name__ == "__main__":
    sys.exit(main())
