"""The commands do what the README says, and never overwrite anyone's work."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from helpers_commands import BIN, ROOT, script

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^([a-z-]+):.*?## ", MAKEFILE, re.MULTILINE)
STUDENTS = {"amara", "bruno", "chidi", "dalia", "emil", "farida"}


def test_make_alone_lists_every_command():
    listed = subprocess.run(["make", "-C", str(ROOT)], capture_output=True, text=True).stdout
    assert {"book", "test", "study", "serve", "grade", "report", "lock", "clean"} <= set(COMMANDS)
    for command in COMMANDS:
        assert f"make {command} " in listed


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command):
    assert f"make {command}" in README


def test_the_readme_names_no_unknown_command():
    said = set(re.findall(r"`make ([a-z-]+)|^make ([a-z-]+)", README, re.MULTILINE))
    assert {a or b for a, b in said} <= set(COMMANDS)


def test_the_two_commands_are_on_the_first_screen():
    first_screen = "\n".join(README.splitlines()[:20])
    assert "make book" in first_screen
    assert "make test" in first_screen


def test_every_command_switches_legacy_keras_on():
    assert "export TF_USE_LEGACY_KERAS := 1" in MAKEFILE
    assert "export TF_CPP_MIN_LOG_LEVEL := 3" in MAKEFILE


def test_the_shell_scripts_pass_shellcheck():
    scripts = [path for path in (ROOT / ".ci").iterdir() if path.suffix == ""]
    assert scripts
    subprocess.run([BIN / "shellcheck", *scripts], check=True)


# Exercises, a learner's copy, the site


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of one assignment, released and committed."""
    monkeypatch.chdir(tmp_path)
    for folder in ("solutions", "exercises"):
        place = tmp_path / folder / "encoding"
        place.mkdir(parents=True)
        (place / "encoding.ipynb").write_text(folder)
        (place / "test_angle_encode.py").write_text("")
    shutil.copytree("exercises", "build/exercises")
    identity = ["-c", "user.name=author", "-c", "user.email=author@example.org"]
    for command in (
        ["init", "-q"],
        ["add", "solutions", "exercises"],
        ["commit", "-q", "-m", "All"],
    ):
        subprocess.run(["git", *identity, *command], check=True)
    return tmp_path


def test_a_release_edited_by_hand_is_left_alone(course, capsys):
    notebook = course / "exercises/encoding/encoding.ipynb"
    notebook.write_text("a learner's answers")
    script("release").publish("encoding")
    assert notebook.read_text() == "a learner's answers"
    assert "edited by hand" in capsys.readouterr().out


def test_a_release_follows_its_edited_source(course):
    (course / "solutions/encoding/encoding.ipynb").write_text("new")
    (course / "build/exercises/encoding/encoding.ipynb").write_text("new release")
    script("release").publish("encoding")
    assert (course / "exercises/encoding/encoding.ipynb").read_text() == "new release"


def test_a_learners_notebook_is_never_overwritten_but_its_checks_are_renewed(course):
    study = script("study")
    release = Path("exercises/encoding")
    assert study.copy(release)
    Path("study/encoding/encoding.ipynb").write_text("answers")
    (release / "test_angle_encode.py").write_text("better checks")
    assert not study.copy(release)
    assert Path("study/encoding/encoding.ipynb").read_text() == "answers"
    assert Path("study/encoding/test_angle_encode.py").read_text() == "better checks"


@pytest.fixture
def site(tmp_path, monkeypatch):
    """The address of a served site with two pages."""
    monkeypatch.chdir(tmp_path)
    serve = script("serve")
    serve.SITE.mkdir(parents=True)
    (serve.SITE / "index.html").write_text("the book")
    (serve.SITE / "404.html").write_text("no such page")
    with serve.bind(18000) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_the_served_site_has_its_pages_and_its_404_page(site):
    assert urllib.request.urlopen(site + "/").read() == b"the book"
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(site + "/nowhere")
    with missing.value:
        assert missing.value.code == 404
        assert missing.value.read() == b"no such page"


def test_a_taken_port_gives_the_next_one(site):
    taken = int(site.rsplit(":", 1)[1])
    with script("serve").bind(taken) as other:
        assert other.server_port > taken


# The sample class


def test_a_students_answers_are_cut_at_their_marks():
    cells = script("grade").cells(
        "# Right.\n\n# %% one\ndef one():\n    pass\n\n# %% two\ndef two(:\n"
    )
    assert cells == {"one": "def one():\n    pass", "two": "def two(:"}


def test_an_answer_to_no_task_is_refused():
    with pytest.raises(ValueError, match="no task three"):
        script("grade").filled({"cells": []}, {"three": ""})


def test_the_class_is_graded_by_nbgrader_into_its_own_gradebook(tmp_path):
    before = {path: path.stat().st_mtime_ns for path in ROOT.glob("gradebook.db*")}
    command = [sys.executable, ROOT / ".ci/grade.py", "--to", tmp_path / "class"]
    graded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert graded.returncode == 0, graded.stdout + graded.stderr
    assert {path: path.stat().st_mtime_ns for path in ROOT.glob("gradebook.db*")} == before
    rows = [line.split() for line in graded.stdout.splitlines()]
    points = {row[0]: [float(x) for x in row[1:7]] for row in rows if row and row[0] in STUDENTS}
    assert set(points) == STUDENTS
    assert points["amara"] == max(points.values(), key=sum)
    assert points["farida"] == [0] * 6
    assert all(
        0 < sum(points[name]) < sum(points["amara"]) for name in STUDENTS - {"amara", "farida"}
    )
    feedback = (tmp_path / "class/feedback/bruno/encoding/encoding.html").read_text("utf-8")
    assert "Likely mistake: half turns for radians" in feedback
    exported = (tmp_path / "class/grades.csv").read_text("utf-8").splitlines()
    assert len(exported) == 1 + len(STUDENTS)
