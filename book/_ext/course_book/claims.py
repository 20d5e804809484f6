"""The claims as data (``claims.yml``) and their records, read from the chapters' cells."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from course.ledger import VERDICTS

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

BOOK = Path(__file__).parents[2]
DECIDED_BY = ("experiment", "literature")


@dataclass(frozen=True)
class Claim:
    """One checkable claim, the chapter that decides it, and how."""

    id: str
    text: str
    chapter: int
    decided_by: str
    verdict: str = ""
    why: str = ""
    cites: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """The part of the id that groups claims: S2 for S2-5, R for R1 to R6."""
        return "R" if self.id.startswith("R") else self.id.partition("-")[0]

    @property
    def anchor(self) -> str:
        return f"claim-{self.id.lower()}"


@dataclass(frozen=True)
class Record:
    """A verdict that a chapter's cell recorded."""

    docname: str
    data: dict[str, Any]

    @property
    def chapter(self) -> int:
        """The number in ``chapters/NN_name``; 0 for a document of another name."""
        number = self.docname.rpartition("/")[2][:2]
        return int(number) if number.isdigit() else 0


def parse_claims(text: str) -> dict[str, Claim]:
    """Claims by id from the text of ``claims.yml``. ValueError: a claim that is not well formed."""
    claims: dict[str, Claim] = {}
    for entry in yaml.safe_load(text):
        claim = Claim(**{**entry, "cites": tuple(entry.get("cites", ()))})
        problem = problem_of(claim)
        if claim.id in claims:
            problem = "listed twice"
        if problem:
            raise ValueError(f"claims.yml, {claim.id}: {problem}")
        claims[claim.id] = claim
    return claims


def problem_of(claim: Claim) -> str:
    """What is wrong with a claim's entry, in words; empty if nothing is."""
    if claim.decided_by not in DECIDED_BY:
        return f"decided_by is {claim.decided_by!r}, expected one of {', '.join(DECIDED_BY)}"
    if claim.decided_by == "experiment":
        return "an experiment gives the verdict: remove it here" if claim.verdict else ""
    if claim.verdict not in VERDICTS:
        return f"verdict is {claim.verdict!r}, expected one of {', '.join(VERDICTS)}"
    if not claim.cites or not claim.why:
        return "a claim decided by the literature needs cites and why"
    return ""


@cache
def load_claims(path: Path = BOOK / "claims.yml") -> dict[str, Claim]:
    """Claims by id, read once."""
    return parse_claims(path.read_text(encoding="utf-8"))


def records_of(env: BuildEnvironment, docname: str) -> list[Record]:
    """The records in the outputs of one chapter, whether it was executed or came from the cache."""
    path = Path(env.mystnb_config.output_folder, f"{docname}.glue.json")
    if not path.exists():
        return []
    outputs = json.loads(path.read_text(encoding="utf-8")).values()
    kept = (output.get("metadata", {}).get("claim") for output in outputs)
    return [Record(docname, data) for data in kept if data]


def all_records(env: BuildEnvironment) -> dict[str, Record]:
    """Every record of the book by claim id; of two for one claim, the earlier chapter's."""
    found: dict[str, Record] = {}
    for docname in sorted(env.found_docs):
        for record in records_of(env, docname):
            found.setdefault(record.data["claim"], record)
    return found


def problems(
    claims: dict[str, Claim], records: list[Record], written: set[int]
) -> list[tuple[str, str]]:
    """(docname, sentence) for everything on which claims, records and written chapters disagree."""
    found = []
    seen: set[str] = set()
    for record in records:
        claim = claims.get(record.data["claim"])
        name = record.data["claim"]
        if claim is None:
            found.append((record.docname, f"records {name}, which is not in claims.yml"))
        elif claim.decided_by != "experiment":
            found.append((record.docname, f"records {name}, which the literature decides"))
        elif claim.chapter != record.chapter:
            found.append((record.docname, f"records {name}, which chapter {claim.chapter} decides"))
        if name in seen:
            found.append((record.docname, f"records {name} a second time"))
        seen.add(name)
    for claim in claims.values():
        if claim.decided_by == "experiment" and claim.chapter in written and claim.id not in seen:
            found.append(("claims", f"chapter {claim.chapter} has no record of {claim.id}"))
    return found
