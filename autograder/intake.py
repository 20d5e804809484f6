"""A clean copy of what was handed in, for nbgrader to work on.

nbgrader copies a submission's files, follows its links, reads its time, and stops the class where
one of them is a pipe, a folder of a file's name, or missing. So it never sees the submission: it
gets a folder with the plain files alone, a time that is one, and a place for each notebook of the
assignment, whether or not it was handed in. The notebooks themselves are read by
`autograder.notebook`.
"""

from __future__ import annotations

import fnmatch
import glob
import os
import re
import shutil
import stat
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc

MAX_FILES = 500
MAX_DEPTH = 6
MAX_TIMESTAMP = 200
TIMESTAMP = "timestamp.txt"


class Intake:
    """The clean copies of the submissions that a converter is about to grade.

    Attributes:
        originals: for each notebook of a copy, the file that was handed in, if it was.
    """

    def __init__(self, converter: Any) -> None:
        self.log = converter.log
        self.originals: dict[str, Path] = {}
        self._course = converter.coursedir
        place = tempfile.mkdtemp(prefix="submissions-")
        weakref.finalize(self, shutil.rmtree, place, ignore_errors=True)
        clean = CleanCourse.like(self._course, place)
        found = dict(self._find(converter, clean))
        if found:
            converter.coursedir, converter.assignments = clean, found

    def _find(self, converter: Any, clean: CleanCourse) -> Iterator[tuple[str, list[str]]]:
        """Copies each submission; yields its new folder and its notebooks."""
        course = self._course
        ids = converter._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True)
        for place in glob.glob(converter._format_source(course.assignment_id, course.student_id)):
            match = re.match(ids, place)
            if match is None or not os.path.isdir(place):
                continue
            assignment, student = match["assignment"], match["student"]
            source = Path(course.format_path(course.source_directory, ".", assignment))
            copy = clean.format_path(course.submitted_directory, student, assignment)
            self._copy(Path(place), Path(copy), {file.name for file in source.glob("*")})
            yield copy, [self._notebook(file, place, copy) for file in self._notebooks(source)]

    def _notebooks(self, source: Path) -> list[str]:
        names = sorted(file.name for file in source.glob("*.ipynb"))
        return [n for n in names if fnmatch.fnmatchcase(n, f"{self._course.notebook_id}.ipynb")]

    def _notebook(self, name: str, place: str, copy: str) -> str:
        path = os.path.join(copy, name)
        Path(path).touch()
        self.originals[path] = Path(place) / name
        return path

    def _copy(self, place: Path, copy: Path, taken: set[str]) -> None:
        copy.mkdir(parents=True)
        if place.is_symlink():
            self.log.warning("%s is a link and is not followed", place)
            return
        rest = self._course.max_dir_size * 1000
        for number, (name, status) in enumerate(_plain_files(place)):
            if number == MAX_FILES:
                self.log.warning("%s: only %d files are copied", place, MAX_FILES)
                return
            if name.split(os.sep)[0] in taken or name.endswith(".ipynb"):
                continue
            if status.st_size > min(rest, self._course.max_file_size * 1000):
                self.log.warning("%s: %r is too large to be copied", place, name)
            elif name != TIMESTAMP or _is_time(place / name):
                rest -= status.st_size
                _copy_file(place / name, copy / name)
            else:
                self.log.warning("%s: %s holds no time", place, name)


class CleanCourse(CourseDirectory):  # type: ignore[misc]
    """A course whose submissions lie elsewhere."""

    @classmethod
    def like(cls, course: Any, place: str) -> CleanCourse:
        """The same course with its submissions below a place of their own."""
        settings = {name: getattr(course, name) for name in course.trait_names(config=True)}
        clean = cls(parent=course.parent, **settings)
        clean.place = place
        return clean

    def format_path(
        self, nbgrader_step: str, student_id: str, assignment_id: str, escape: bool = False
    ) -> str:
        """The path as nbgrader forms it, in the place of their own for submissions."""
        if nbgrader_step != self.submitted_directory:
            path = super().format_path(nbgrader_step, student_id, assignment_id, escape)
            return str(path)
        structure = self.directory_structure
        there = CourseDirectory(root=self.place, directory_structure=structure)
        return str(there.format_path("submitted", student_id, assignment_id, escape))


def _plain_files(
    place: Path, inside: str = "", depth: int = 0
) -> Iterator[tuple[str, os.stat_result]]:
    """The regular files below a folder, by name; links and all else are left out."""
    try:
        entries = sorted(os.scandir(place / inside), key=lambda entry: entry.name)
    except OSError:  # a folder that may not be read
        return
    for entry in entries[: 4 * MAX_FILES]:
        name = os.path.join(inside, entry.name)
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError:  # a folder that may be listed and not searched, or a file that has gone
            continue
        if not entry.name.isprintable():
            continue
        if stat.S_ISREG(status.st_mode):
            yield name, status
        elif stat.S_ISDIR(status.st_mode) and depth < MAX_DEPTH:
            yield from _plain_files(place, name, depth + 1)


def _copy_file(file: Path, copy: Path) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copyfile(file, copy, follow_symlinks=False)
    except PermissionError:  # a file that may not be read
        copy.unlink(missing_ok=True)


def _is_time(file: Path) -> bool:
    """Whether a file holds one time, as nbgrader reads it."""
    try:
        with file.open(encoding="utf-8") as stream:
            time = parse_utc(stream.read(MAX_TIMESTAMP + 1).strip())
        return file.stat().st_size <= MAX_TIMESTAMP and time.year > 0
    except Exception:  # whatever the text makes of dateutil
        return False
