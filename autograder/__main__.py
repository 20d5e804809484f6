"""The command line: `autograder grade mine.ipynb`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from autograder import render
from autograder.grade import AssignmentNotFound, Grader
from autograder.proof import Prover, faults, table
from autograder.sandbox import ConfinementUnavailable, LimitError, Limits, limits_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; returns 0 when every submission was graded, 2 when the call was wrong."""
    options = _parser().parse_args(arguments)
    try:
        return grade(options) if options.command == "grade" else prove(options)
    except (AssignmentNotFound, LimitError, ConfinementUnavailable, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="autograder", description="The judge of the course.")
    commands = parser.add_subparsers(required=True, dest="command")
    command = commands.add_parser("grade", help="grade notebooks and print a report on each")
    command.add_argument("notebooks", nargs="+", type=Path, help="the submissions")
    command.add_argument(
        "--assignment",
        type=Path,
        help="the assignment's folder (default: found by the notebook's name)",
    )
    command.add_argument("--json", action="store_true", help="one JSON object a line")
    command.add_argument("--html", action="store_true", help="an HTML fragment a submission")
    command.add_argument("--seed", type=int, help="the seed of the checks' inputs (default: fresh)")
    command.add_argument(
        "--trusted", action="store_true", help="run submissions without confinement"
    )
    command.add_argument(
        "--limit",
        action="append",
        default=[],
        metavar="NAME=NUMBER",
        help=f"what one submission may use: {', '.join(asdict(Limits()))}; may be repeated",
    )
    command = commands.add_parser(
        "prove", help="run the known right and wrong answers through the checks"
    )
    command.add_argument("folders", nargs="+", type=Path, help="folders of assignments")
    command.add_argument("--task", action="append", help="only this task")
    command.add_argument("--variants", type=Path, default=Path("tests/variants"))
    command.add_argument("--seed", type=int, default=0, help="the seed of the checks' inputs")
    command.add_argument("--write", type=Path, help="also write the table to this file")
    command.add_argument("--trusted", action="store_true", help="without confinement")
    return parser


def prove(options: argparse.Namespace) -> int:
    """Prints the table of proofs and what is not proved; returns 1 if there is any of that."""
    proofs = []
    with Grader(seed=options.seed, confined=not options.trusted) as grader:
        for folder in options.folders:
            prover = Prover(grader, folder, options.variants / folder.resolve().name)
            proofs += list(prover.prove(options.task))
    print(table(proofs))
    if options.write is not None:
        options.write.write_text(table(proofs) + "\n", "utf-8")
    missing = [sentence for proof in proofs for sentence in faults(proof)]
    for sentence in missing:
        print(sentence)
    return 1 if missing else 0


def grade(options: argparse.Namespace) -> int:
    """Grades each notebook and prints its report."""
    limits = limits_of(dict(pair.partition("=")[::2] for pair in options.limit))
    with Grader(seed=options.seed, confined=not options.trusted, limits=limits) as grader:
        for path in options.notebooks:
            if not path.exists() and not path.is_symlink():
                raise FileNotFoundError(f"There is no file {path}.")
            report = grader.grade_file(path, assignment_of(path, options.assignment))
            if options.json:
                print(json.dumps(report.as_json(), ensure_ascii=False))
            else:
                print(render.html(report) if options.html else render.text(report))
    return 0


def assignment_of(path: Path, given: Path | None) -> Path:
    """The assignment's folder: the given one, or the one named like the notebook.

    Raises:
        AssignmentNotFound: there is none.
    """
    if given is not None:
        return given
    beside = path.resolve().parent
    for folder in (Path("solutions") / path.stem, Path("exercises") / path.stem, beside):
        if list(folder.glob("test_*.py")):
            return folder
    raise AssignmentNotFound(
        f"No checks for {path.name} were found in solutions/{path.stem}, exercises/{path.stem} or "
        "beside it. Run this in the course's folder, or say --assignment FOLDER."
    )


if __name__ == "__main__":
    sys.exit(main())
