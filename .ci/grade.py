"""Grades a small class with stock nbgrader: `python .ci/grade.py`.

A sample submission is the released notebook of an assignment with the answers of
tests/class/<assignment>/<student>.py in its solution cells. Everything is written under
build/class: an instructor's own submissions and gradebook are not touched.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from release import digest

from autograder.sandbox import ConfinementUnavailable, Nursery

ANSWERS = Path("tests/class")


def main() -> int:
    """Returns 0 when every submission was graded, else nbgrader's exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--to", type=Path, default=Path("build/class"), help="where all is written")
    place: Path = parser.parse_args().to
    stamp = place / "graded.sha256"
    state = digest(ANSWERS, Path("solutions"), Path("autograder"), Path("nbgrader_config.py"))
    if not stamp.exists() or stamp.read_text() != state:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        for assignment in assignments():
            code = grade(place, assignment)
            if code:
                return code
        stamp.write_text(state)
    for assignment in assignments():
        print_table(place, assignment)
    print_places(place)
    return 0


def assignments() -> list[str]:
    """The assignments that the class hands in."""
    return sorted(path.name for path in ANSWERS.iterdir() if path.is_dir())


def grade(place: Path, assignment: str) -> int:
    """Releases, collects, grades and gives feedback; returns the first exit code that is not 0."""
    code = nbgrader(place, "generate_assignment", assignment)
    if code:
        return code
    for answers in submissions(assignment):
        hand_in(place, assignment, answers)
    return (
        nbgrader(place, "autograde", assignment, *confinement())
        or nbgrader(place, "generate_feedback", assignment)
        or nbgrader(place, "export", "--to", str(place / "grades.csv"))
    )


def confinement() -> list[str]:
    """The option to grade without confinement, said and used where this machine has none."""
    try:
        Nursery().close()
    except ConfinementUnavailable as reason:
        print(f"{reason}\nThe sample class is harmless and is graded without confinement.")
        return ["--JudgePreprocessor.trusted=True"]
    return []


def nbgrader(place: Path, command: str, *arguments: str) -> int:
    """Runs a command of nbgrader with the class's own folders and gradebook."""
    slow = "  (one of the submissions never ends: a minute)" if command == "autograde" else ""
    print(f"$ nbgrader {command} {' '.join(arguments)}{slow}", flush=True)
    steps = ("release", "submitted", "autograded", "feedback")
    folders = [f"--CourseDirectory.{step}_directory={place / step}" for step in steps]
    database = f"--CourseDirectory.db_url=sqlite:///{(place / 'gradebook.db').resolve()}"
    program = str(Path(sys.executable).with_name("nbgrader"))
    call = [program, command, *arguments, *folders, database, "--log-level=ERROR"]
    quiet = {
        **os.environ,
        "PYTHONWARNINGS": "ignore:Object of type",
    }  # nbgrader's use of its database
    return subprocess.run(call, env=quiet).returncode


def submissions(assignment: str) -> list[Path]:
    """What the students of the class hand in: a file each."""
    return sorted(path for path in (ANSWERS / assignment).iterdir() if path.is_file())


def hand_in(place: Path, assignment: str, answers: Path) -> None:
    """Writes one student's submission: a filled notebook, or a file that is no notebook."""
    target = place / "submitted" / answers.stem / assignment / f"{assignment}.ipynb"
    target.parent.mkdir(parents=True)
    if answers.suffix != ".py":
        shutil.copyfile(answers, target)
        return
    released = json.loads((place / "release" / assignment / target.name).read_text("utf-8"))
    target.write_text(json.dumps(filled(released, cells(answers.read_text("utf-8")))), "utf-8")


def cells(answers: str) -> dict[str, str]:
    """The answers of a student by task, from a text whose cells begin with `# %% task`."""
    _, *parts = ("\n" + answers).split("\n# %% ")
    heads_and_bodies = (part.split("\n", 1) for part in parts)
    return {head.strip(): body.strip() for head, body in heads_and_bodies}


def filled(notebook: dict, answers: dict[str, str]) -> dict:
    """A released notebook with these answers in its solution cells; the others stay as released.

    Raises:
        ValueError: an answer to a task that the notebook does not have.
    """
    left = dict(answers)
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        task = marks.get("grade_id", "").removesuffix("-solution")
        if marks.get("solution") and task in left:
            cell["source"] = left.pop(task)
    if left:
        raise ValueError(f"The notebook has no task {', '.join(left)}.")
    return notebook


def print_table(place: Path, assignment: str) -> None:
    """One line a student: the points of each task, the total, and what was handed in."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{(place / 'gradebook.db').resolve()}") as gradebook:
        rows = []
        for answers in submissions(assignment):
            graded = gradebook.find_submission_notebook(assignment, assignment, answers.stem)
            judged = [grade for grade in graded.grades if grade.cell.cell_type == "code"]
            points = {grade.name: (grade.auto_score, grade.max_score) for grade in judged}
            rows.append((answers, points))
    tasks = list(rows[0][1])
    widths = [max(len(task), 8) for task in tasks]
    total = sum(rows[0][1][task][1] for task in tasks)
    print(f"\n{assignment}: {total:g} points, and the written answers, which wait to be read\n")
    heads = [f"{task:>{width}}" for task, width in zip(tasks, widths)]
    print("student ", *heads, "   total", "  what was handed in", sep="  ")
    for answers, points in rows:
        scores = [points[task][0] or 0 for task in tasks]
        shown = [f"{score:>{width}g}" for score, width in zip(scores, widths)]
        print(f"{answers.stem:<8}", *shown, f"{sum(scores):>8g}", f"  {about(answers)}", sep="  ")


def about(answers: Path) -> str:
    """What a submission is an example of: the comment in its first line."""
    return answers.read_text("utf-8").split("\n", 1)[0].strip("#<!-> ")


def print_places(place: Path) -> None:
    """Where everything is."""
    print(f"\ngradebook  {place}/gradebook.db (SQLite)")
    print(f"feedback   {place}/feedback/<student>/<assignment>/<assignment>.html")
    print(f"grades     {place}/grades.csv")


if __name__ == "__main__":
    sys.exit(main())
