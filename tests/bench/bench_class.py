"""How fast a class is graded: this course's judge beside stock nbgrader, on the same class.

    python tests/bench/bench_class.py --class encoding=30 --rounds 3

Both sides run the same command, `nbgrader autograde`, in turn, on the same submissions; stock
nbgrader executes each notebook in a kernel of its own, all its cells, and its grade cells call the
same checks. The judge leaves out playground cells that no answer uses.
Reported are medians over the rounds, and the ratio of stock to judge: of the wall time of the class
(its throughput; the judge uses a second core, nbgrader does not), of the CPU time of the whole
command with all its descendants, and of the CPU time of each submission beyond the first, which is
what a large class costs. The wall time means something on a machine that does nothing else. It also
asserts that both sides gave the same grades.
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
    """CPU seconds of each side for the class and for one submission, and the class's wall seconds.

    Judge and stock come in turn.

    Raises SystemExit if the grades differ.
    """
    seconds: Seconds = {name: {"wall": [], "class": [], "one": []} for name in ("judge", "stock")}
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
                found["wall"].append(wall)
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
    for kinds in middle.values():
        kinds["further"] = (kinds["class"] - kinds["one"]) / (students - 1)
    names = {"wall": "wall", "class": "CPU", "further": "CPU of each further submission"}
    lines = [
        f"  {words}: judge {middle['judge'][kind]:.2f} s, stock {middle['stock'][kind]:.2f} s, "
        f"{middle['stock'][kind] / middle['judge'][kind]:.1f} times"
        for kind, words in names.items()
    ]
    rounds = len(seconds["judge"]["class"])
    head = f"{assignment}, {students} submissions, equal grades, medians of {rounds} rounds:"
    return "\n".join([head, *lines])


def assignment_and_size(text: str) -> tuple[str, int]:
    """The two parts of `encoding=30`."""
    name, _, number = text.partition("=")
    return name, int(number)


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--class", action="append", dest="classes", type=assignment_and_size, metavar="NAME=NUMBER",
        help="an assignment and the number of students, at least 2 (default: encoding=30, vqc=6)",
    )  # fmt: skip
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for assignment, students in options.classes or [("encoding", 30), ("vqc", 6)]:
        print(summary(assignment, students, measure(assignment, students, options.rounds)))


if __name__ == "__main__":
    main()
