"""The footer: from which commit the book was built, and with which versions it was executed.

The date is the commit's, so that the same commit gives the same pages. Where there is no git, as in
an archive of the sources, nothing is said of a commit.
"""

from __future__ import annotations

import platform
import subprocess
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from .tryit import ROOT

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

PACKAGES = {
    "TensorFlow": "tensorflow",
    "TensorFlow Quantum": "tensorflow-quantum",
    "Cirq": "cirq-core",
}


@dataclass(frozen=True)
class Commit:
    """A commit: its hash, its date, and whether the files have changed since."""

    hash: str
    day: date
    changed: bool


def git(root: Path, *arguments: str) -> str:
    """What git answers; empty if it fails or is not there."""
    command = ["git", "-C", str(root), *arguments]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return result.stdout.strip()


def current_commit(root: Path = ROOT) -> Commit | None:
    """The commit that is checked out in ``root``, None if that is no repository of its own."""
    top = git(root, "rev-parse", "--show-toplevel")
    if not top or Path(top).resolve() != root.resolve():
        return None
    found = git(root, "log", "-1", "--format=%H %cs").split()
    if len(found) != 2:
        return None
    changed = git(root, "status", "--porcelain", "--untracked-files=no") != ""
    return Commit(found[0], date.fromisoformat(found[1]), changed)


def built_from(commit: Commit | None, repository: str) -> str:
    """The sentence about the commit, linked where the repository's address is known."""
    if commit is None:
        return ""
    words = f"commit {commit.hash[:10]}"
    if repository:
        words = f'<a href="{repository.rstrip("/")}/commit/{commit.hash}">{words}</a>'
    day = f"{commit.day.day} {commit.day:%B %Y}"
    later = ", with later changes" if commit.changed else ""
    return f"Built from {words} of {day}{later}. "


def executed_with() -> str:
    """The sentence about the versions."""
    parts = [f"Python {platform.python_version()}"]
    for name, package in PACKAGES.items():
        try:
            parts.append(f"{name} {version(package)}")
        except PackageNotFoundError:
            continue
    return f"Executed with {', '.join(parts)}."


def add_footer(app: Sphinx, config: Config) -> None:
    commit = built_from(current_commit(), getattr(config, "course_repository", ""))
    text = f'<p class="provenance">{commit}{executed_with()}</p>'
    config.html_context = {**config.html_context, "theme_extra_footer": text}


def setup(app: Sphinx) -> None:
    app.connect("config-inited", add_footer, priority=900)
