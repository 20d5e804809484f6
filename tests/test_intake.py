"""nbgrader gets the plain files of a submission, a time that is one, and every notebook's place."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory

from autograder import intake
from autograder.intake import Intake


@pytest.fixture
def course(tmp_path):
    """A course with one assignment of two notebooks and one file, and nothing handed in."""
    source = tmp_path / "source" / "first"
    source.mkdir(parents=True)
    for name in ("one.ipynb", "two.ipynb", "test_f.py"):
        (source / name).touch()
    return tmp_path


def hand_in(course: Path, student: str = "ada") -> Path:
    folder = course / "submitted" / student / "first"
    folder.mkdir(parents=True)
    return folder


def taken_in(course: Path, **settings: object) -> tuple[Intake, Autograde]:
    directory = CourseDirectory(root=str(course), assignment_id="first", **settings)
    converter = Autograde(coursedir=directory)
    converter.assignments = {}
    return Intake(converter), converter


def copied(course: Path, **settings: object) -> set[str]:
    """The files of the only submission's copy, but for its notebooks."""
    held, converter = taken_in(course, **settings)
    (folder,) = map(Path, converter.assignments)
    names = {str(f.relative_to(folder)) for f in folder.rglob("*") if not f.is_dir()}
    assert held.originals
    return names - {"one.ipynb", "two.ipynb"}


def test_plain_files_are_copied_with_their_folders(course):
    folder = hand_in(course)
    (folder / "data").mkdir()
    (folder / "data" / "points.csv").write_text("1,2")
    (folder / "notes [old] *.txt").write_text("x")
    assert copied(course) == {"data/points.csv", "notes [old] *.txt"}


def test_links_pipes_and_sockets_are_not(course):
    folder = hand_in(course)
    (folder / "link").symlink_to("/etc/passwd")
    (folder / "folder").symlink_to("/etc")
    os.mkfifo(folder / "pipe")
    assert copied(course) == set()


def test_what_the_course_brings_and_other_notebooks_are_not(course):
    folder = hand_in(course)
    (folder / "test_f.py").mkdir()
    (folder / "test_f.py" / "x").touch()
    (folder / "three.ipynb").touch()
    assert copied(course) == set()


def test_names_that_a_terminal_obeys_are_not(course):
    folder = hand_in(course)
    (folder / "a\x1b[2J").touch()
    (folder / "a\nb").touch()
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff")).touch()
    assert copied(course) == set()


def test_size_number_and_depth_are_limited(course, monkeypatch, caplog):
    monkeypatch.setattr(intake, "MAX_FILES", 3)
    monkeypatch.setattr(intake, "MAX_DEPTH", 2)
    folder = hand_in(course)
    deep = folder / "1" / "2" / "3"
    deep.mkdir(parents=True)
    (deep / "file").touch()
    with (folder / "0").open("wb") as file:
        file.truncate(1 << 40)
    for number in range(5):
        (folder / f"a{number}").write_bytes(b"x" * 600)
    with caplog.at_level(logging.WARNING):
        assert copied(course, max_dir_size=1) == {"a0"}
    assert "too large" in caplog.text
    assert "only 3 files" in caplog.text


def test_a_folder_that_is_a_link_is_not_followed(course):
    hand_in(course, "bob").rmdir()
    (course / "submitted" / "bob" / "first").symlink_to(course)
    assert copied(course) == set()


@pytest.mark.parametrize("text", ["2026-11-22 10:00:00 UTC", "2026-11-22 10:00:00.5 +0100"])
def test_a_time_is_copied(course, text):
    (hand_in(course) / "timestamp.txt").write_text(text)
    assert copied(course) == {"timestamp.txt"}


@pytest.mark.parametrize(
    "text",
    [b"", b"soon", b"\xff", b"9999-12-31 23:59:59 -9999999999999", b"2026-11-22" + b" " * 999],
)
def test_what_is_no_time_is_not(course, text):
    (hand_in(course) / "timestamp.txt").write_bytes(text)
    assert copied(course) == set()


def test_every_notebook_has_its_place_whether_handed_in_or_not(course):
    folder = hand_in(course)
    (folder / "two.ipynb").write_text("mine")
    held, converter = taken_in(course)
    ((copy, notebooks),) = converter.assignments.items()
    assert notebooks == [f"{copy}/one.ipynb", f"{copy}/two.ipynb"]
    assert held.originals[notebooks[1]].read_text() == "mine"
    assert held.originals[notebooks[0]] == folder / "one.ipynb"
    assert Path(notebooks[1]).read_text() == ""


def test_one_notebook_may_be_asked_for(course):
    hand_in(course)
    _, converter = taken_in(course, notebook_id="two")
    ((_, (notebook,)),) = converter.assignments.items()
    assert notebook.endswith("/two.ipynb")


def test_nbgrader_finds_the_copies_and_all_else_where_it_was(course):
    hand_in(course, "a.b [c]")
    held, converter = taken_in(course)
    (copy,) = converter.assignments
    assert converter._format_source("first", "a.b [c]") == copy
    assert converter.coursedir.format_path("autograded", "ada", "first") == str(
        course / "autograded" / "ada" / "first"
    )
    resources = converter.init_single_notebook_resources(f"{copy}/one.ipynb")
    assert resources["nbgrader"]["student"] == "a.b [c]"
    assert held.originals


def test_the_course_of_the_command_itself_stays_as_it_was(course):
    hand_in(course)
    directory = CourseDirectory(root=str(course), assignment_id="first")
    converter = Autograde(coursedir=directory)
    converter.assignments = {}
    held = Intake(converter)
    assert converter.coursedir is not directory
    assert directory.format_path("submitted", "ada", "first").startswith(str(course))
    assert held.originals


def test_without_submissions_nothing_changes(course):
    directory = CourseDirectory(root=str(course), assignment_id="first")
    converter = SimpleNamespace(coursedir=directory, assignments={"x": []}, log=logging.getLogger())
    converter._format_source = Autograde(coursedir=directory)._format_source
    Intake(converter)
    assert converter.coursedir is directory
    assert converter.assignments == {"x": []}


class Closed:
    """A file in a folder that may be listed and not searched."""

    name = "closed"

    def stat(self, follow_symlinks: bool) -> os.stat_result:
        raise PermissionError


def test_what_can_not_be_looked_at_is_left_out(course, monkeypatch):
    folder = hand_in(course)
    (folder / "notes.txt").write_text("mine")
    entries = [*os.scandir(folder), Closed()]
    monkeypatch.setattr(intake.os, "scandir", lambda place: entries)
    assert [name for name, _ in intake._plain_files(folder)] == ["notes.txt"]
