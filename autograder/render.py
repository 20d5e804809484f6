"""A report as text for a terminal and as HTML for a notebook, with the same words in both."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from autograder import picture
from autograder.expect import Case
from autograder.learner import Status
from autograder.report import CheckResult, Report, TaskResult

_MARKS = {Status.PASSED: "✓", Status.PARTLY: "◐"}
_STYLE = """
.judge{border:1px solid currentColor;border-left-width:.4rem;border-radius:.3rem;padding:.6rem 1rem;
margin:.4rem 0;font-family:system-ui,sans-serif;line-height:1.45;max-width:60rem}
.judge p{margin:.35rem 0}.judge .head{margin-top:0;font-size:1.05rem;font-weight:700}
.judge pre{background:none;border:1px solid rgba(128,128,128,.5);border-radius:.2rem;
padding:.4rem .6rem;margin:.3rem 0;white-space:pre-wrap;color:inherit}
.judge table{border-collapse:collapse;margin:.4rem 0}
.judge th,.judge td{border:1px solid rgba(128,128,128,.5);padding:.15rem .6rem;text-align:left;
font-variant-numeric:tabular-nums;color:inherit;background:none}
.judge .sides{display:flex;flex-wrap:wrap;gap:1.2rem;align-items:center}
.judge dl{margin:.3rem 0;display:grid;grid-template-columns:max-content 1fr;gap:.2rem .8rem}
.judge dt{font-weight:600}.judge dd{margin:0}
.judge.passed{border-color:#2e7d32}.judge.partly{border-color:#b26a00}
.judge.failed{border-color:#c62828}.judge .diagnosis{border-left:.25rem solid;padding-left:.7rem}
"""


def text(report: Report) -> str:
    """The whole report for a terminal."""
    lines = [f"{report.assignment}: {report.submission}"]
    if report.note:
        lines += [report.note]
    lines += [line for task in report.tasks for line in _task_lines(task)]
    confinement = "" if report.confined else ", graded without confinement (--trusted)"
    lines += [f"{_points(report.points, report.max_points)} (seed {report.seed}{confinement})"]
    return "\n".join(lines)


def task_text(task: TaskResult) -> str:
    """One task for a terminal."""
    return "\n".join(_task_lines(task))


def _task_lines(task: TaskResult) -> Iterator[str]:
    mark = _MARKS.get(task.status, "✗")
    yield f"{mark} {task.name}: {task.status}, {_points(task.points, task.max_points)}"
    for check in task.checks:
        if check.status is Status.PASSED and task.status is not Status.PASSED:
            yield f"    ✓ {check.title}"
    failure = task.first_failure
    if failure is not None:
        yield from (f"    {line}" for line in _failure_lines(failure))
    if task.diagnosis is not None:
        yield f"    Likely mistake: {task.diagnosis.title}. {task.diagnosis.sentence}"
    if task.hint:
        yield f"    Hint: {task.hint}"


def _failure_lines(check: CheckResult) -> Iterator[str]:
    yield f"✗ {check.title}"
    yield from _hanging("  ", check.sentence)  # what a learner raised may have several lines
    case = check.case or Case()
    pairs = (("called", case.call), ("got", case.got), ("expected", case.wanted))
    for label, value in pairs:
        if value:
            yield from _hanging(f"  {label + ':':<10}", value)
    if case.rows:
        yield from _row_lines(case)
    if check.traceback:
        yield from _hanging("  where:    ", check.traceback)


def _hanging(label: str, value: str) -> Iterator[str]:
    first, *rest = value.splitlines() or [""]
    yield f"{label}{first}"
    yield from (" " * len(label) + line for line in rest)


def _row_lines(case: Case) -> Iterator[str]:
    width = max(len(case.heading), *(len(row.label) for row in case.rows))
    got = max(3, *(len(row.got) for row in case.rows))
    wanted = max(8, *(len(row.wanted) for row in case.rows))
    yield f"  {case.heading:<{width}}  {'got':>{got}}  {'expected':>{wanted}}"
    for row in case.rows:
        mark = "" if row.same else "  ← differs"
        yield f"  {row.label:<{width}}  {row.got:>{got}}  {row.wanted:>{wanted}}{mark}"


def html(report: Report) -> str:
    """The whole report as an HTML fragment."""
    note = f"<p>{escape(report.note)}</p>" if report.note else ""
    total = f"<p>{_points(report.points, report.max_points)}</p>"
    return note + "".join(task_html(task) for task in report.tasks) + total


def task_html(task: TaskResult, *, note: str = "", seed: int | None = None) -> str:
    """One task as an HTML fragment, readable in light, in dark and by a screen reader.

    Args:
        task: what to show.
        note: what holds for the whole submission.
        seed: the seed of the inputs, for whoever wants to run the checks again.
    """
    kind = {Status.PASSED: "passed", Status.PARTLY: "partly"}.get(task.status, "failed")
    mark = _MARKS.get(task.status, "✗")
    parts = [
        f'<section class="judge {kind}" role="status" aria-label="Check of {escape(task.name)}">',
        f"<style>{_STYLE}</style>",
        f'<p class="head"><span aria-hidden="true">{mark}</span> <code>{escape(task.name)}</code>: '
        f"{task.status}, {_points(task.points, task.max_points)}</p>",
    ]
    if note:
        parts.append(f"<p><strong>{escape(note)}</strong></p>")
    if task.first_failure is not None:
        parts.append(_failure_html(task.first_failure))
    if task.diagnosis is not None:
        parts.append(
            f'<p class="diagnosis"><strong>Likely mistake: {_code(task.diagnosis.title)}.</strong> '
            f"{_code(task.diagnosis.sentence)}</p>"
        )
    if task.hint:
        parts.append(f"<p><strong>Hint.</strong> {_code(task.hint)}</p>")
    parts.append(_checks_html(task))
    if seed is not None and task.status is not Status.PASSED:
        parts.append(f"<p>Inputs drawn with <code>--seed {seed}</code></p>")
    return "".join(parts) + "</section>"


def _failure_html(check: CheckResult) -> str:
    case = check.case or Case()
    pairs = (("Called", case.call), ("Got", case.got), ("Expected", case.wanted))
    items = "".join(
        f"<dt>{label}</dt><dd>{_value_html(value)}</dd>" for label, value in pairs if value
    )
    parts = [f"<p><strong>{_code(check.title)}</strong><br>{_code(check.sentence)}</p>"]
    if items:
        parts.append(f"<dl>{items}</dl>")
    if case.rows:
        parts.append(f'<div class="sides">{_rows_html(case)}{picture.svg(case)}</div>')
    if check.traceback:
        parts.append(f"<p>Where it happened:</p><pre>{escape(check.traceback)}</pre>")
    return "".join(parts)


def _value_html(value: str) -> str:
    tag = "pre" if "\n" in value else "code"
    return f"<{tag}>{escape(value)}</{tag}>"


def _rows_html(case: Case) -> str:
    body = "".join(
        f'<tr><th scope="row">{escape(row.label)}</th><td>{escape(row.got)}</td>'
        f"<td>{escape(row.wanted)}</td><td>{'' if row.same else 'differs'}</td></tr>"
        for row in case.rows
    )
    head = "".join(
        f'<th scope="col">{escape(name)}</th>'
        for name in (case.heading or "index", "got", "expected", "compared")
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _checks_html(task: TaskResult) -> str:
    items = "".join(
        f"<li>{'passed' if check.status is Status.PASSED else check.status}: {_code(check.title)} "
        f"({_points(check.points, check.max_points)})</li>"
        for check in task.checks
    )
    return f"<details><summary>All checks of this task</summary><ul>{items}</ul></details>"


def _code(sentence: str) -> str:
    """Escaped text in which `backquoted` parts are code."""
    parts = escape(sentence).split("`")
    return "".join(f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(parts))


def _points(points: float, maximum: float) -> str:
    return f"{points:g} of {maximum:g} point{'' if maximum == 1 else 's'}"


def hint_html(task: str, heading: str, sentence: str) -> str:
    """A hint as an HTML fragment."""
    return (
        f'<section class="judge" role="status" aria-label="Hint for {escape(task)}">'
        f"<style>{_STYLE}</style><p><strong>{escape(heading)}.</strong> "
        f"{_code(sentence)}</p></section>"
    )
