"""How long `check()` takes in a notebook, once its imports are done: median and 95th percentile.

    python tests/bench/bench_check.py --rounds 20

Each task of an assignment is checked with its reference solution and with its first known wrong
answer, in turn, in this process, as a notebook's kernel does it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from pathlib import Path

os.environ["TF_USE_LEGACY_KERAS"] = "1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

from autograder import kernel, misconceptions, notebook
from autograder.grade import task_names

ROOT = Path(__file__).resolve().parents[2]


def namespace_of(folder: Path) -> dict[str, object]:
    """The names that the solved notebook defines."""
    names: dict[str, object] = {"__name__": "__main__"}
    for cell in notebook.read(folder / f"{folder.name}.ipynb"):
        exec(compile(cell.source, cell.label, "exec"), names)
    return names


def wrong_answer(folder: Path, task: str) -> object:
    """The first known wrong answer to a task."""
    file = folder / f"misconceptions_{task}.py"
    names: dict[str, object] = {}
    exec(compile(file.read_text("utf-8"), file.name, "exec"), names)
    return names[misconceptions.read(file)[0].name]


def main() -> None:
    """Measures and prints one line an assignment."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--assignment", default="encoding")
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    folder = ROOT / "solutions" / options.assignment
    os.chdir(folder)
    right = namespace_of(folder)
    for kind in ("right", "wrong"):
        seconds = []
        for _ in range(options.rounds):
            for task in task_names(folder):
                names = right if kind == "right" else {**right, task: wrong_answer(folder, task)}
                started = time.perf_counter()
                kernel.check(task, names)
                seconds.append(time.perf_counter() - started)
        seconds.sort()
        high = seconds[int(0.95 * len(seconds))]
        middle = statistics.median(seconds)
        print(
            f"check() of {kind} answers, {options.assignment}: median {middle:.3f} s, "
            f"95th percentile {high:.3f} s, {len(seconds)} calls"
        )


if __name__ == "__main__":
    main()
