"""The proof of the checks: which right answers they accept, which wrong ones they reject and name.

For every task there are misconceptions (wrong answers, beside its checks) and variants (right
answers, written in different ways, in the tests' folder). Each is run through the task's checks
like a submission.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder import misconceptions
from autograder.checks import Check, Run
from autograder.collect import collect_checks
from autograder.grade import Grader, task_names
from autograder.learner import Learner, Session
from autograder.notebook import Cell
from autograder.report import CheckResult


@dataclass
class TaskProof:
    """What is proved of one task's checks.

    Attributes:
        accepted: the variants that earn every point.
        refused: the variants that do not, with the first failure.
        rejected: the misconceptions that lose points.
        passed: the misconceptions that earn every point.
        diagnosed: the misconceptions that are named as themselves.
        confused: those that are not, with what was said instead.
        excused: those that outputs alone can't tell, with the reason.
        broken: the tracebacks of checks that themselves failed.
    """

    assignment: str
    task: str
    points: float
    checks: int
    accepted: list[str] = field(default_factory=list)
    refused: dict[str, CheckResult] = field(default_factory=dict)
    rejected: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    diagnosed: list[str] = field(default_factory=list)
    confused: dict[str, str] = field(default_factory=dict)
    excused: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing right is refused, nothing wrong passes, and all is named rightly."""
        return not (self.refused or self.passed or self.confused or self.broken)


def variant_names(file: Path) -> list[str]:
    """The variants in a file: its public functions."""
    if not file.exists():
        return []
    nodes = ast.parse(file.read_text("utf-8")).body
    names = [node.name for node in nodes if isinstance(node, ast.FunctionDef)]
    return [name for name in names if not name.startswith("_")]


class Prover:
    """Proves an assignment's checks with a grader's workers.

    Args:
        grader: where workers come from; its seed draws the inputs.
        folder: the assignment's folder.
        variants: the folder of its variants, one file a task.
    """

    def __init__(self, grader: Grader, folder: Path, variants: Path) -> None:
        self.grader = grader
        self.folder = folder
        self.variants = variants

    def prove(self, tasks: Iterable[str] | None = None) -> Iterator[TaskProof]:
        """The proof of each task."""
        wanted = None if tasks is None else list(tasks)
        checks = collect_checks(self.folder, wanted)
        for task in task_names(self.folder):
            mine = [check for check in checks if check.task == task]
            if mine:
                yield self._prove(task, mine)

    def _prove(self, task: str, checks: Sequence[Check]) -> TaskProof:
        points = sum(check.points for check in checks)
        proof = TaskProof(self.folder.name, task, points, len(checks))
        self._prove_variants(proof, checks)
        self._prove_misconceptions(proof, checks)
        return proof

    def _prove_variants(self, proof: TaskProof, checks: Sequence[Check]) -> None:
        file = self.variants / f"{proof.task}.py"
        names = variant_names(file)
        if not names:
            return
        with self.grader.session([_cell(file)], self.folder) as session:
            for name in names:
                runs = self._runs(session, proof, name, checks)
                lost = next(
                    (run.result for run in runs if run.result.points < run.check.points), None
                )
                if lost is None:
                    proof.accepted.append(name)
                else:
                    proof.refused[name] = lost

    def _prove_misconceptions(self, proof: TaskProof, checks: Sequence[Check]) -> None:
        file = self.folder / f"misconceptions_{proof.task}.py"
        if not file.exists():
            return
        with self.grader.session([_cell(file)], self.folder) as session:
            for known in misconceptions.read(file):
                runs = self._runs(session, proof, known.name, checks)
                self._judge_misconception(proof, known, runs)
        self.grader.explainer(self.folder).close()

    def _judge_misconception(
        self, proof: TaskProof, known: misconceptions.Misconception, runs: Sequence[Run]
    ) -> None:
        if all(run.result.points == run.check.points for run in runs):
            proof.passed.append(known.name)
            return
        proof.rejected.append(known.name)
        found = self.grader.explainer(self.folder).explain(self.folder, runs)
        itself = found is not None and found.name == known.name
        if known.undiagnosable and (found is None or itself):  # chance may name it all the same
            proof.excused[known.name] = known.undiagnosable
        elif itself:
            proof.diagnosed.append(known.name)
        else:
            proof.confused[known.name] = found.name if found else "nothing"

    def _runs(
        self, session: Session, proof: TaskProof, name: str, checks: Sequence[Check]
    ) -> list[Run]:
        runs = []
        for check in checks:
            learner = Learner(session, {proof.task: name})
            runs.append(Run(check, check.run(learner, self.grader.seed), learner.calls))
        proof.broken += [f"{name}: {run.result.fault}" for run in runs if run.result.fault]
        return runs


def _cell(file: Path) -> Cell:
    return Cell(f"cell {file.name}", file.read_text("utf-8"))


HEAD = (
    "Assignment", "Task", "Points", "Checks", "Wrong answers rejected", "Named",
    "Told apart by no output", "Right answers accepted",
)  # fmt: skip


def table(proofs: Sequence[TaskProof]) -> str:
    """The proofs as a Markdown table: a row for each task, and their sums."""
    lines = [_line(HEAD), _line(["---"] * len(HEAD)), *map(row, proofs), _sums(proofs)]
    return "\n".join(lines)


def row(proof: TaskProof) -> str:
    """One task's line of the table."""
    return _line([proof.assignment, f"`{proof.task}`", *_cells([proof])])


def _sums(proofs: Sequence[TaskProof]) -> str:
    return _line(["all", f"{len(proofs)} tasks", *_cells(proofs)])


def _cells(proofs: Sequence[TaskProof]) -> list[str]:
    rejected = sum(len(proof.rejected) for proof in proofs)
    wrong = rejected + sum(len(proof.passed) for proof in proofs)
    accepted = sum(len(proof.accepted) for proof in proofs)
    right = accepted + sum(len(proof.refused) for proof in proofs)
    named = sum(len(proof.diagnosed) for proof in proofs)
    return [
        f"{sum(proof.points for proof in proofs):g}",
        str(sum(proof.checks for proof in proofs)),
        f"{rejected} of {wrong}",
        f"{named} of {wrong}",
        str(sum(len(proof.excused) for proof in proofs)),
        f"{accepted} of {right}",
    ]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def faults(proof: TaskProof) -> list[str]:
    """What is not proved, one sentence each."""
    place = f"{proof.assignment}/{proof.task}"
    return [
        *(f"{place}: the right answer {name} is refused: {result.title}: {result.sentence}"
          for name, result in proof.refused.items()),
        *(f"{place}: the wrong answer {name} earns every point" for name in proof.passed),
        *(f"{place}: the wrong answer {name} is taken for {other}"
          for name, other in proof.confused.items()),
        *(f"{place}: a check itself failed on {fault}" for fault in proof.broken),
    ]  # fmt: skip
