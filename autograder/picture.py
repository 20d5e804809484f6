"""Small SVG pictures of a state that came back beside the one expected.

They use the text's own colour for lines, two colours that colour-blind readers tell apart, and a
second cue (dashes, hatching, words) beside each colour.
"""

from __future__ import annotations

from html import escape

from autograder.expect import Case

GOT = "#d55e00"
WANTED = "#0a7bbd"
_THIN = 'fill="none" stroke="currentColor" stroke-opacity=".5"'
_DASHED = f'stroke="{GOT}" stroke-width="3" stroke-dasharray="5 3"'
_SOLID = f'stroke="{WANTED}" stroke-width="3"'
Vector = tuple[float, float, float]


def svg(case: Case) -> str:
    """The picture that suits the case; empty where words and numbers say it better."""
    if len(case.bloch) == 2:
        return bloch(case.bloch[0], case.bloch[1])
    if case.bars and any(abs(got - wanted) > 5e-3 for _, got, wanted in case.bars):
        return bars(case.bars)
    return ""


def bloch(got: Vector, wanted: Vector) -> str:
    """Two states on the Bloch sphere, seen from the front, a little from above."""
    label = f"Bloch sphere: got {_words(got)}, expected {_words(wanted)}."
    parts = [
        f'<circle cx="90" cy="90" r="66" {_THIN}/>',
        f'<ellipse cx="90" cy="90" rx="66" ry="18" {_THIN}/>',
        *(_axis(name, point) for name, point in _AXES),
        _arrow(wanted, WANTED, _SOLID),
        _arrow(got, GOT, _DASHED),
        _legend(184),
    ]
    return _frame(label, 180, 208, parts)


_AXES: tuple[tuple[str, Vector], ...] = (
    ("|0⟩", (0, 0, 1)),
    ("|1⟩", (0, 0, -1)),
    ("x", (1, 0, 0)),
    ("y", (0, 1, 0)),
)


def _project(point: Vector, radius: float = 66) -> tuple[float, float]:
    x, y, z = point
    return 90 + radius * (0.94 * y - 0.34 * x), 90 + radius * (0.27 * x - z)


def _axis(name: str, point: Vector) -> str:
    x, y = _project(point)
    tx, ty = _project(point, 104 if name == "x" else 78)
    return (
        f'<line x1="90" y1="90" x2="{x:.1f}" y2="{y:.1f}" {_THIN}/>'
        f'<text x="{tx:.1f}" y="{ty + 4:.1f}" text-anchor="middle" font-size="12" '
        f'fill="currentColor">{escape(name)}</text>'
    )


def _arrow(vector: Vector, colour: str, stroke: str) -> str:
    x, y = _project(vector)
    return (
        f'<line x1="90" y1="90" x2="{x:.1f}" y2="{y:.1f}" {stroke}/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>'
    )


def bars(rows: tuple[tuple[str, float, float], ...]) -> str:
    """The probabilities of the basis states, got beside expected."""
    worst = max(rows, key=lambda row: abs(row[1] - row[2]))
    label = (
        f"Probabilities of {len(rows)} basis states; the largest difference is at {worst[0]}: "
        f"got {worst[1]:.3f}, expected {worst[2]:.3f}."
    )
    left = 14 + 8 * max(len(name) for name, _, _ in rows)
    parts = [
        _bar(name, got, wanted, left, 8 + 26 * i) for i, (name, got, wanted) in enumerate(rows)
    ]
    height = 8 + 26 * len(rows)
    return _frame(label, left + 236, height + 24, [*parts, _legend(height + 8)])


def _bar(name: str, got: float, wanted: float, left: int, y: int) -> str:
    return (
        f'<text x="{left - 6}" y="{y + 13}" text-anchor="end" font-size="12" fill="currentColor">'
        f"{escape(name)}</text>"
        f'<rect x="{left}" y="{y}" width="{160 * got:.1f}" height="9" fill="none" stroke="{GOT}" '
        f'stroke-width="2" stroke-dasharray="4 2"/>'
        f'<rect x="{left}" y="{y + 11}" width="{160 * wanted:.1f}" height="9" fill="{WANTED}"/>'
        f'<text x="{left + 166}" y="{y + 13}" font-size="11" fill="currentColor">'
        f"{got:.2f} / {wanted:.2f}</text>"
    )


def _legend(y: int) -> str:
    return (
        f'<line x1="14" y1="{y}" x2="34" y2="{y}" {_DASHED}/>'
        f'<text x="39" y="{y + 4}" font-size="12" fill="currentColor">got</text>'
        f'<line x1="74" y1="{y}" x2="94" y2="{y}" {_SOLID}/>'
        f'<text x="99" y="{y + 4}" font-size="12" fill="currentColor">expected</text>'
    )


def _words(vector: Vector) -> str:
    x, y, z = (round(part, 2) + 0.0 for part in vector)
    return f"(x {x:g}, y {y:g}, z {z:g})"


def _frame(label: str, width: int, height: int, parts: list[str]) -> str:
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return (
        f'<svg role="img" aria-label="{escape(label)}" {size} '
        f'xmlns="http://www.w3.org/2000/svg" font-family="system-ui,sans-serif">'
        f"{''.join(parts)}</svg>"
    )
