"""How fast a class is graded: this course's judge beside stock nbgrader, on the same class.

    python tests/bench/bench_class.py --assignment encoding --students 12 --rounds 3

Both sides run the same command, `nbgrader autograde`, in turn, on the same submissions; stock
nbgrader executes each notebook in a kernel of its own, all its cells, and its grade cells call the
same checks. The judge leaves out playground cells that no answer uses.
Reported are CPU seconds of the whole command with all its descendants (wall time depends on what
else the machine does), the median over the rounds, and their ratio: for the class, and for each
submission beyond the first, which is what a large class costs. It also asserts that both sides
gave the same grades.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from nbgrader.api import Gradebook

ROOT = Path(__file__).resolve().parents[2]
STOCK_LINES = ("c.Autograde.exporter_class", "c.Autograde.autograde_preprocessors")


def stock_config(text: str) -> str:
    """The course's nbgrader configuration without the two lines that bring in the judge."""
    lines, skipping = [], False
    for line in text.splitlines():
        skipping = skipping or line.startswith(STOCK_LINES)
        if not skipping:
            lines.append(line)
        if skipping and (line.strip() in ("]", ")") or line.startswith(STOCK_LINES[0])):
            skipping = False
    lines.append("c.ExecutePreprocessor.timeout = 600")
    return "\n".join(lines)


def make_course(folder: Path, assignment: str, students: int, stock: bool) -> None:
    """A course with one assignment and a class: every second answer is left unwritten."""
    config = (ROOT / "nbgrader_config.py").read_text("utf-8")
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text(stock_config(config) if stock else config, "utf-8")
    shutil.copytree(ROOT / "solutions" / assignment, folder / "solutions" / assignment)
    run(folder, "generate_assignment", assignment, "--create")
    solved = json.loads((folder / "solutions" / assignment / f"{assignment}.ipynb").read_text())
    for number in range(students):
        place = folder / "submitted" / f"student{number:03d}" / assignment
        place.mkdir(parents=True)
        (place / f"{assignment}.ipynb").write_text(json.dumps(submission(solved, number)))


def submission(solved: dict, number: int) -> dict:
    """The solved notebook; in every second one, one task returns None."""
    notebook = json.loads(json.dumps(solved))
    cells = [c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("solution")]
    cells = [c for c in cells if c["cell_type"] == "code"]
    if number % 2:
        cell = cells[number // 2 % len(cells)]
        task = cell["metadata"]["nbgrader"]["grade_id"].removesuffix("-solution")
        cell["source"] = f"def {task}(*arguments):\n    return None"
    return notebook


def run(folder: Path, *words: str) -> tuple[float, float]:
    """CPU and wall seconds of an nbgrader command with all its descendants."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "TF_USE_LEGACY_KERAS": "1"}
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "nbgrader", *words], cwd=folder, env=environment, check=True,
        capture_output=True,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, time.monotonic() - started


def grades(folder: Path, assignment: str) -> dict[str, float]:
    """Each student's automatic score."""
    with Gradebook(f"sqlite:///{folder}/gradebook.db") as book:
        return {
            s.student.id: sum(g.auto_score or 0 for n in s.notebooks for g in n.grades)
            for s in book.assignment_submissions(assignment)
        }


Seconds = dict[str, dict[str, list[float]]]


def measure(assignment: str, students: int, rounds: int) -> Seconds:
    """CPU seconds of each side for the class and for one submission, judge and stock in turn.

    Raises SystemExit if the grades differ.
    """
    seconds: Seconds = {name: {"class": [], "one": []} for name in ("judge", "stock")}
    with tempfile.TemporaryDirectory() as scratch:
        for name in seconds:
            make_course(Path(scratch) / name, assignment, students, stock=name == "stock")
        for number in range(1, rounds + 1):
            for name, found in seconds.items():
                command = ("autograde", assignment, "--force")
                one, _ = run(Path(scratch) / name, *command, "--student", "student000")
                whole, wall = run(Path(scratch) / name, *command)
                found["one"].append(one)
                found["class"].append(whole)
                print(
                    f"round {number}, {name}: one {one:.1f} s CPU, "
                    f"class {whole:.1f} s CPU, {wall:.1f} s wall",
                    flush=True,
                )
        results = [grades(Path(scratch) / name, assignment) for name in seconds]
    if results[0] != results[1]:
        raise SystemExit(f"the grades differ: {results}")
    return seconds


def summary(assignment: str, students: int, seconds: Seconds) -> str:
    """The medians and their ratios, in words."""
    middle = {
        name: {kind: statistics.median(found) for kind, found in kinds.items()}
        for name, kinds in seconds.items()
    }
    judge, stock = middle["judge"], middle["stock"]
    further = {
        name: (kinds["class"] - kinds["one"]) / (students - 1) for name, kinds in middle.items()
    }
    return (
        f"{assignment}, {students} submissions, equal grades, medians of "
        f"{len(seconds['judge']['class'])} rounds: judge {judge['class']:.1f} s CPU, stock "
        f"{stock['class']:.1f} s, {stock['class'] / judge['class']:.1f} times; each further "
        f"submission: judge {further['judge']:.2f} s, stock {further['stock']:.2f} s, "
        f"{further['stock'] / further['judge']:.1f} times"
    )


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--assignment", action="append", help="default: encoding and vqc")
    parser.add_argument("--students", type=int, default=12, help="at least 2")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for assignment in options.assignment or ["encoding", "vqc"]:
        seconds = measure(assignment, options.students, options.rounds)
        print(summary(assignment, options.students, seconds))


if __name__ == "__main__":
    main()
