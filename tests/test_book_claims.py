"""The claims ledger: what a record asserts, and that claims and records agree."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

BOOK = Path(__file__).resolve().parent.parent / "book"
sys.path.extend([str(BOOK / "_ext"), str(BOOK / "chapters")])

from course.ledger import VERDICTS, measurement, record, seeds_in_words  # noqa: E402
from course.numbers import glue, pretty  # noqa: E402
from course_book import lint, sources  # noqa: E402
from course_book.claims import Claim, Record, load_claims, parse_claims, problems  # noqa: E402

CHAPTERS = sources.chapters(BOOK / "chapters")
CLAIMS = load_claims()
GOOD: dict[str, Any] = {
    "verdict": "holds",
    "measured": "error",
    "value": 2e-6,
    "within": (0, 1e-5),
    "says": "It is {value}.",
}


@pytest.fixture
def displayed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What ``record`` displays, as (data and metadata) of each output."""
    shown: list[dict[str, Any]] = []

    def keep(data: dict[str, str], raw: bool, metadata: dict[str, Any]) -> None:
        assert raw
        shown.append({"data": data, "metadata": metadata})

    monkeypatch.setattr("course.ledger.display", keep)
    return shown


def recorded(chapter: sources.Chapter) -> Iterator[str]:
    """The ids that a chapter's cells record."""
    for cell in chapter.cells:
        for call in lint.records(cell):
            assert isinstance(call.args[0], ast.Constant), "a record names its claim literally"
            yield str(call.args[0].value)


def static_records() -> list[Record]:
    return [
        Record(f"chapters/{chapter.path.stem}", {"claim": name})
        for chapter in CHAPTERS
        for name in recorded(chapter)
    ]


def test_all_claims_are_listed() -> None:
    assert len(CLAIMS) == 121
    assert {claim.chapter for claim in CLAIMS.values()} <= set(range(1, 21))


def test_every_claim_of_a_written_chapter_is_recorded_there() -> None:
    written = {chapter.number for chapter in CHAPTERS}
    assert problems(CLAIMS, static_records(), written) == []


def test_every_recorded_claim_is_stated_before_its_experiment() -> None:
    for chapter in CHAPTERS:
        for name in recorded(chapter):
            stated = chapter.text.find(f"{{claim}} {name}\n")
            assert 0 <= stated < chapter.text.find(f'"{name}"'), f"{chapter.path.name}: {name}"


def test_the_ledger_page_shows_every_section() -> None:
    page = (BOOK / "claims.md").read_text("utf-8")
    shown = [line.split()[-1] for line in page.splitlines() if "{claims-ledger}" in line]
    assert shown == list(dict.fromkeys(claim.section for claim in CLAIMS.values()))


def test_a_claim_of_a_written_chapter_without_a_record_is_a_problem() -> None:
    claims = {"S1-1": Claim("S1-1", "A.", 2, "experiment")}
    assert problems(claims, [], {2}) == [("claims", "chapter 2 has no record of S1-1")]
    assert problems(claims, [], {3}) == []


def test_a_record_has_to_be_known_wanted_single_and_in_its_chapter() -> None:
    claims = {
        "S1-1": Claim("S1-1", "A.", 2, "experiment"),
        "S1-2": Claim("S1-2", "B.", 2, "literature", "open", "why", ("key",)),
        "S1-3": Claim("S1-3", "C.", 3, "experiment"),
    }
    names = ["S1-1", "S1-1", "S1-2", "S1-3", "S9-9"]
    found = problems(claims, [Record("chapters/02_a", {"claim": n}) for n in names], {2})
    assert [sentence for _, sentence in found] == [
        "records S1-1 a second time",
        "records S1-2, which the literature decides",
        "records S1-3, which chapter 3 decides",
        "records S9-9, which is not in claims.yml",
    ]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("decided_by: guess", "decided_by is 'guess'"),
        ("decided_by: experiment\n  verdict: holds", "an experiment gives the verdict"),
        ("decided_by: literature\n  verdict: maybe", "verdict is 'maybe'"),
        ("decided_by: literature\n  verdict: holds\n  why: Because.", "needs cites and why"),
    ],
)
def test_an_entry_that_is_not_well_formed_is_refused(entry: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parse_claims(f"- id: S1-1\n  text: A.\n  chapter: 2\n  {entry}\n")


def test_a_claim_may_be_listed_once() -> None:
    entry = "- id: S1-1\n  text: A.\n  chapter: 2\n  decided_by: experiment\n"
    with pytest.raises(ValueError, match="listed twice"):
        parse_claims(entry + entry)


def test_a_record_travels_in_the_output_of_its_cell(displayed: list[dict[str, Any]]) -> None:
    record("S2-5", seeds=[2], reference="schuld2021effect", **GOOD)
    (output,) = displayed
    assert output["metadata"]["scrapbook"] == {"name": "S2-5", "mime_prefix": ""}
    kept = output["metadata"]["claim"]
    assert (kept["claim"], kept["verdict"], kept["seeds"]) == ("S2-5", "holds", [2])
    assert kept["says"] == "It is 2e-06.".replace("2e-06", "2 × 10⁻⁶")


def test_a_record_can_be_read_without_the_book(displayed: list[dict[str, Any]]) -> None:
    record("S2-5", **(GOOD | {"says": "a < b & {value}"}))
    data = displayed[0]["data"]
    assert data["text/plain"].splitlines() == [
        "Verdict on S2-5: holds.",
        "a < b & 2 × 10⁻⁶",
        "Error: 2 × 10⁻⁶.",
    ]
    assert "a &lt; b &amp; 2" in data["text/html"]


@pytest.mark.parametrize("value", [-1e-9, 1.1e-5])
def test_a_value_outside_its_range_stops_the_chapter(value: float) -> None:
    with pytest.raises(AssertionError, match="S2-5: error is .*, expected 0 to 1e-05"):
        record("S2-5", **(GOOD | {"value": value}))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"verdict": "true"}, "verdict 'true' is not one of holds"),
        ({"value": float("nan")}, "expected a finite number"),
        ({"interval": (0, 1e-5), "seeds": [1]}, "needs two seeds or more"),
        ({"interval": (3e-6, 4e-6), "seeds": [1, 2]}, "does not hold the value"),
    ],
)
def test_a_record_that_does_not_say_what_it_must_is_refused(
    change: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        record("S2-5", **(GOOD | change))


def test_an_id_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="'2-5' is not the id of a claim"):
        record("2-5", **GOOD)


def test_a_measurement_names_interval_seeds_and_origin() -> None:
    kept = {
        "measured": "accuracy",
        "text": {"value": "0.90", "low": "0.80", "high": "0.95"},
        "seeds": [0, 1, 2],
        "precomputed": "data/run.py on 1 May 2026",
    }
    assert measurement(kept) == (
        "Accuracy: 0.90 (95 % interval 0.80 to 0.95); seeds 0 to 2; "
        "precomputed by data/run.py on 1 May 2026."
    )


@pytest.mark.parametrize(
    ("seeds", "words"),
    [([3], "seed 3"), ([0, 1, 2], "seeds 0 to 2"), ([0, 1], "seeds 0, 1"), ([1, 5], "seeds 1, 5")],
)
def test_seeds_are_said_in_words(seeds: list[int], words: str) -> None:
    assert seeds_in_words(seeds) == words


@pytest.mark.parametrize(
    ("value", "spec", "text"),
    [
        (4.6e-7, ".1e", "4.6 × 10⁻⁷"),
        (-0.958, ".2f", "−0.96"),
        (0.93456, "", "0.935"),
        (254, "", "254"),
        (12345, ",d", "12,345"),
        (0.881, ".0%", "88%"),
        (0.0, ".0e", "0"),
        ("a-b", "", "a-b"),
    ],
)
def test_numbers_are_written_as_people_write_them(value: Any, spec: str, text: str) -> None:
    assert pretty(value, spec) == text


def test_numpy_numbers_are_numbers() -> None:
    import numpy as np

    assert pretty(np.float32(0.5), ".2f") == "0.50"
    assert pretty(np.int64(7)) == "7"


def test_the_verdicts_are_five() -> None:
    assert VERDICTS == ("holds", "holds with conditions", "misleading", "wrong", "open")


@pytest.mark.parametrize("spec", [".2f", "+.1f"])
def test_what_is_glued_keeps_its_zeros_and_its_sign(
    monkeypatch: pytest.MonkeyPatch, spec: str
) -> None:
    from myst_nb.core.variables import format_plain_text

    kept: list[dict[str, str]] = []
    monkeypatch.setattr("course.numbers.display", lambda data, **options: kept.append(data))
    glue("x", 0.8, spec)
    (text,) = kept[0].values()
    assert format_plain_text(text, "s") == format(0.8, spec)
