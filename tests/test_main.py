"""The command line: reports in words or as JSON, and errors that say what to do."""

import json
import subprocess
import sys

import pytest
from conftest import MINI, ROOT, notebook_text

from autograder.__main__ import main

RIGHT = "def double(x):\n    if isinstance(x, str):\n        raise ValueError\n    return 2 * x"


@pytest.fixture
def mine(tmp_path):
    file = tmp_path / "mine.ipynb"
    file.write_text(notebook_text(RIGHT), "utf-8")
    return file


def test_a_report_is_printed(mine, capsys):
    assert main(["grade", str(mine), "--assignment", str(MINI), "--seed", "1"]) == 0
    out = capsys.readouterr().out
    assert "✓ double: passed, 2 of 2 points" in out
    assert "2 of 5 points (seed 1)" in out


def test_json_is_one_object_a_line(mine, tmp_path, capsys):
    broken = tmp_path / "broken.ipynb"
    broken.write_text("no")
    main(["grade", str(broken), str(mine), "--assignment", str(MINI), "--json"])
    reports = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [report["points"] for report in reports] == [0, 2]
    assert [report["schema_version"] for report in reports] == [1, 1]


def test_html_is_a_fragment(mine, capsys):
    main(["grade", str(mine), "--assignment", str(MINI), "--html", "--trusted"])
    assert capsys.readouterr().out.startswith("<section")


def test_a_notebook_without_checks_says_where_they_were_sought(mine, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert main(["grade", str(mine)]) == 2
    assert "Run this in the course's folder" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(capsys):
    assert main(["grade", "nowhere.ipynb"]) == 2
    assert "There is no file nowhere.ipynb" in capsys.readouterr().err


def test_limits_can_be_set(tmp_path, capsys):
    file = tmp_path / "slow.ipynb"
    file.write_text(notebook_text("import time\ndef double(x):\n    time.sleep(60)"), "utf-8")
    options = ["--assignment", str(MINI), "--limit", "wall_seconds=0.5"]
    assert main(["grade", str(file), *options]) == 0
    assert "no answer came within 0.5 s" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        ("seconds=5", "There is no limit 'seconds'; the limits are cpu_seconds, wall_seconds"),
        ("wall_seconds=soon", "The limit wall_seconds is 'soon'; a number above 0 is needed."),
        ("wall_seconds", "The limit wall_seconds is ''; a number above 0 is needed."),
        ("processes=-1", "The limit processes is '-1'; a number above 0 is needed."),
    ],
)
def test_a_limit_that_is_none_is_refused(limit, reason, mine, capsys):
    assert main(["grade", str(mine), "--assignment", str(MINI), "--limit", limit]) == 2
    assert reason in capsys.readouterr().err


def test_a_proof_is_printed(capsys, tmp_path):
    assert main(["prove", str(MINI), "--task", "turn", "--variants", str(tmp_path)]) == 0
    assert "| mini | `turn` | 1 | 1 | 2 of 2 | 2 of 2 | 0 | 0 of 0 |" in capsys.readouterr().out


def test_pytest_judges_a_submission(mine):
    command = [sys.executable, "-m", "pytest", "-q", "--submission", str(mine), "--seed", "5",
               "-c", "/dev/null", "--rootdir", str(MINI), str(MINI)]  # fmt: skip
    run = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False
    )
    assert "✓ double: passed, 2 of 2 points" in run.stdout
    assert "2 of 5 points (seed 5)" in run.stdout
    assert run.returncode == 1


def test_pytest_refuses_a_submission_that_is_no_notebook(tmp_path):
    broken = tmp_path / "broken.ipynb"
    broken.write_text("no")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        "/dev/null",
        "--submission",
        str(broken),
        str(MINI),
    ]
    run = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False
    )
    assert "JSON is broken" in run.stderr
    assert run.returncode == 4
