"""Verdicts on the course's claims: asserted, shown and kept where the experiment runs.

A record is stored in the output of its cell. So it survives the execution cache, and the page
"Claims ledger" is made from nothing but these records.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from html import escape
from typing import Any

from IPython.display import display

from .numbers import pretty

VERDICTS = ("holds", "holds with conditions", "misleading", "wrong", "open")
CLAIM_ID = re.compile(r"^(S\d+-\d+|R\d+)$")


def record(
    claim: str,
    verdict: str,
    *,
    measured: str,
    value: float,
    within: tuple[float, float],
    says: str,
    spec: str = "",
    interval: tuple[float, float] | None = None,
    seeds: Sequence[int] = (),
    reference: str = "",
    precomputed: str = "",
) -> None:
    """Assert that a measured value is in its expected range; show and keep the verdict.

    Args:
        claim: the claim's id in ``claims.yml``, for example ``"S2-5"``.
        verdict: one of ``VERDICTS``.
        measured: what ``value`` is, in a few words, with its unit.
        value: the measured number.
        within: the range (low, high), ends included, in which the text of the chapter is true.
        says: the conclusion in a sentence or two; ``{value}``, ``{low}`` and ``{high}`` are filled
            in with the value and the ends of the interval.
        spec: format specification of the numbers, for example ``".2f"`` or ``".1e"``.
        interval: a 95 % interval of ``value`` over the seeds.
        seeds: the seeds of everything random in the measurement; none if nothing was random.
        reference: citation key(s) in ``references.bib``, separated by commas.
        precomputed: for a stored result, the script and date that made it.

    Raises:
        AssertionError: the value is outside ``within``.
        ValueError: an unknown verdict, a malformed id, an interval without seeds or without the
            value.
    """
    check_form(claim, verdict, value, interval, seeds)
    low, high = within
    assert low <= value <= high, (
        f"{claim}: {measured} is {value}, expected {low} to {high}. The text no longer says what "
        "the experiment shows: look for the cause, then mend one or the other."
    )
    text = {"value": pretty(value, spec)}
    if interval:
        text |= {"low": pretty(interval[0], spec), "high": pretty(interval[1], spec)}
    kept = {
        "claim": claim,
        "verdict": verdict,
        "measured": measured,
        "value": float(value),
        "within": [float(low), float(high)],
        "text": text,
        "says": says.format(**text),
        "seeds": [int(seed) for seed in seeds],
        "reference": reference,
        "precomputed": precomputed,
    }
    show(kept)


def check_form(
    claim: str,
    verdict: str,
    value: float,
    interval: tuple[float, float] | None,
    seeds: Sequence[int],
) -> None:
    """Raise ValueError where a record does not say what it has to."""
    if not CLAIM_ID.match(claim):
        raise ValueError(f"{claim!r} is not the id of a claim: expected a form like S2-5 or R3")
    if verdict not in VERDICTS:
        raise ValueError(f"{claim}: verdict {verdict!r} is not one of {', '.join(VERDICTS)}")
    if not math.isfinite(value):
        raise ValueError(f"{claim}: the measured value is {value}, expected a finite number")
    if interval is None:
        return
    if len(seeds) < 2:
        raise ValueError(f"{claim}: an interval over seeds needs two seeds or more, got {seeds}")
    if not interval[0] <= value <= interval[1]:
        raise ValueError(f"{claim}: the interval {interval} does not hold the value {value}")


def measurement(kept: dict[str, Any]) -> str:
    """The measured number in words, with its interval and where it comes from."""
    text = kept["text"]
    sentence = f"{kept['measured']}: {text['value']}"
    if "low" in text:
        sentence += f" (95 % interval {text['low']} to {text['high']})"
    if kept["seeds"]:
        sentence += f"; {seeds_in_words(kept['seeds'])}"
    if kept["precomputed"]:
        sentence += f"; precomputed by {kept['precomputed']}"
    return sentence[0].upper() + sentence[1:] + "."


def seeds_in_words(seeds: Sequence[int]) -> str:
    """``[3]`` is "seed 3", ``[0, 1, 2]`` is "seeds 0 to 2", other lists are spelt out."""
    if len(seeds) == 1:
        return f"seed {seeds[0]}"
    if len(seeds) > 2 and list(seeds) == list(range(seeds[0], seeds[-1] + 1)):
        return f"seeds {seeds[0]} to {seeds[-1]}"
    return "seeds " + ", ".join(map(str, seeds))


def show(kept: dict[str, Any]) -> None:
    """Display the verdict; the record travels in the output's metadata."""
    lines = [f"Verdict on {kept['claim']}: {kept['verdict']}.", kept["says"], measurement(kept)]
    html = "".join(f"<p>{escape(line)}</p>" for line in lines)
    display(
        {
            "text/plain": "\n".join(lines),
            "text/html": f'<div class="verdict" data-claim="{kept["claim"]}">{html}</div>',
        },
        raw=True,
        metadata={"scrapbook": {"name": kept["claim"], "mime_prefix": ""}, "claim": kept},
    )
