"""What every assignment of the course promises; a new folder in solutions/ is found by itself."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import EXERCISES, ROOT, SOLUTIONS

from autograder import misconceptions, notebook, proof
from autograder.collect import collect_checks
from autograder.grade import Grader, hints, task_names
from autograder.learner import Status
from autograder.sandbox import Limits

ASSIGNMENTS = sorted(path.name for path in SOLUTIONS.iterdir() if list(path.glob("test_*.py")))
VARIANTS = ROOT / "tests" / "variants"
REPORT = ROOT / "book" / "data" / "proof.md"
TASKS = [(name, task) for name in ASSIGNMENTS for task in task_names(SOLUTIONS / name)]


def load(folder: Path) -> dict:
    return json.loads((folder / f"{folder.name}.ipynb").read_text("utf-8"))


def graded_cells(folder: Path) -> dict[str, dict]:
    """The notebook's automatically graded cells by their grade_id."""
    cells = load(folder)["cells"]
    found = [cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade")]
    return {c["metadata"]["nbgrader"]["grade_id"]: c for c in found if c["cell_type"] == "code"}


@pytest.fixture(scope="module")
def class_grader() -> Iterator[Grader]:
    """A grader with time enough for training, and a seed of its own."""
    with Grader(seed=20261122, limits=Limits(wall_seconds=60)) as grader:
        yield grader


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_the_reference_earns_every_point(class_grader, name):
    folder = SOLUTIONS / name
    report = class_grader.grade_file(folder / f"{name}.ipynb", folder)
    lost = [(task.name, task.first_failure.sentence) for task in report.tasks if task.first_failure]
    assert lost == []
    assert report.points == report.max_points > 0


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_the_release_earns_nothing(class_grader, name):
    report = class_grader.grade_file(EXERCISES / name / f"{name}.ipynb", SOLUTIONS / name)
    assert report.points == 0
    assert {task.status for task in report.tasks} == {Status.MISSING}


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_names_and_points_agree(name):
    folder = SOLUTIONS / name
    checks = collect_checks(folder)
    cells = graded_cells(folder)
    assert sorted(cells) == sorted(task_names(folder)), "one grade cell for each test_<task>.py"
    for task, cell in cells.items():
        points = sum(check.points for check in checks if check.task == task)
        assert cell["metadata"]["nbgrader"]["points"] == points, (
            f"set {points:g} in the cell {task}"
        )
        assert notebook.source_of(cell) == f'check("{task}")'
        text = "\n".join(notebook.source_of(other) for other in load(folder)["cells"])
        assert f"def {task}(" in text, f"the notebook has no cell that defines {task}"


@pytest.mark.parametrize(("name", "task"), TASKS)
def test_every_task_has_hints_in_three_strengths(name, task):
    assert len(hints(SOLUTIONS / name, task)) == 3


@pytest.mark.parametrize(("name", "task"), TASKS)
def test_every_task_has_its_wrong_and_right_answers(name, task):
    wrong = misconceptions.read(SOLUTIONS / name / f"misconceptions_{task}.py")
    right = proof.variant_names(VARIANTS / name / f"{task}.py")
    assert len(wrong) >= 8, "write more misconceptions"
    assert len(right) >= 5, "write more variants"
    assert len({known.title for known in wrong}) == len(wrong)


@pytest.mark.parametrize(("name", "task"), TASKS)
def test_right_answers_pass_and_wrong_ones_are_named(class_grader, name, task):
    prover = proof.Prover(class_grader, SOLUTIONS / name, VARIANTS / name)
    (found,) = prover.prove([task])
    assert proof.faults(found) == []
    assert proof.row(found) in REPORT.read_text("utf-8"), "run `make report` and commit its table"


@pytest.mark.parametrize("source", [
    "raise ValueError('no')", "return None", "return cirq.Circuit()", "return 0", "return args[0]",
])  # fmt: skip
@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_an_empty_gesture_earns_nothing(class_grader, name, source):
    folder = SOLUTIONS / name
    functions = [f"def {task}(*args):\n    {source}" for task in task_names(folder)]
    cells = [notebook.Cell("cell 1", "import cirq\n" + "\n".join(functions))]
    report = class_grader.grade(cells, folder)
    assert {task.name: task.points for task in report.tasks if task.points} == {}


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_notebooks_are_stored_without_outputs(name):
    for folder in (SOLUTIONS / name, EXERCISES / name):
        for cell in load(folder)["cells"]:
            assert not cell.get("outputs"), f"clear the outputs of {folder / name}.ipynb"
            assert cell.get("execution_count") is None


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_links_to_the_book_lead_to_chapters(name):
    text = "".join(notebook.source_of(cell) for cell in load(SOLUTIONS / name)["cells"])
    for link in re.findall(r"\]\((\.\./[^)#]+)", text):
        assert (SOLUTIONS / name / link).exists(), f"{name}.ipynb links to {link}"


def test_the_release_is_fresh(tmp_path):
    """`nbgrader generate_assignment` makes of solutions/ what is committed in exercises/."""
    (tmp_path / "solutions").symlink_to(SOLUTIONS)
    (tmp_path / "nbgrader_config.py").write_text((ROOT / "nbgrader_config.py").read_text())
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    for name in ASSIGNMENTS:
        command = [sys.executable, "-m", "nbgrader", "generate_assignment", name, "--create"]
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
        made, kept = tmp_path / "exercises" / name, EXERCISES / name
        names = sorted(file.name for file in kept.iterdir() if file.name != "__pycache__")
        assert sorted(file.name for file in made.iterdir()) == names
        for file in names:
            fresh, committed = (made / file).read_text("utf-8"), (kept / file).read_text("utf-8")
            if file.endswith(".ipynb"):
                fresh, committed = json.loads(fresh), json.loads(committed)
            assert fresh == committed, f"run `make exercises`: exercises/{name}/{file} is stale"
