"""The one picture that links to the site show elsewhere, drawn when its address is known."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Arc, Circle

PATH = "_static/social.png"
WORDS = (
    "Classical and quantum neural networks: what are the main differences? A course that runs both."
)
WIDTH, HEIGHT = 1200, 630
TAGS = [
    f'<meta property="og:image:width" content="{WIDTH}" />',
    f'<meta property="og:image:height" content="{HEIGHT}" />',
    '<meta name="twitter:card" content="summary_large_image" />',
]
INK, BLUE, ORANGE, PAPER = "#1b1f24", "#0072b2", "#b34f00", "#fbfbf9"


def draw(path: Path) -> None:
    """Write the picture as a PNG; the same each time."""
    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, facecolor=PAPER)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(0, HEIGHT))
    axes.set_axis_off()
    draw_network(axes)
    draw_sphere(axes)
    text = {"color": INK, "x": 80, "s": "Classical and quantum\nneural networks"}
    axes.text(y=150, fontsize=46, weight="bold", linespacing=1.15, va="bottom", **text)
    axes.text(
        80, 85, "What are the main differences? A course that runs both.", fontsize=24, color=INK
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Software": None})


def draw_network(axes: Axes) -> None:
    """A small classical network."""
    layers = [
        [(120 + 130 * k, 470 + 55 * (i - (n - 1) / 2)) for i in range(n)]
        for k, n in enumerate((3, 4, 1))
    ]
    for left, right in pairwise(layers):
        for a in left:
            for b in right:
                axes.plot(*zip(a, b), color=BLUE, lw=1.5, alpha=0.6, zorder=1)
    for x, y in (node for layer in layers for node in layer):
        axes.add_patch(Circle((x, y), 17, facecolor=PAPER, edgecolor=BLUE, lw=4, zorder=2))


def draw_sphere(axes: Axes) -> None:
    """A Bloch sphere with a state in it."""
    x, y, r = 640, 470, 115
    axes.add_patch(Circle((x, y), r, facecolor="none", edgecolor=BLUE, lw=4))
    axes.add_patch(Arc((x, y), 2 * r, 0.6 * r, color=BLUE, lw=2))
    axes.plot([x, x + 72], [y, y + 66], color=ORANGE, lw=6, solid_capstyle="round")
    axes.add_patch(Circle((x + 72, y + 66), 11, color=ORANGE))
    axes.add_patch(Circle((x, y), 8, color=INK))
