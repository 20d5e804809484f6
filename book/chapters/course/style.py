"""One look for all figures, and the Bloch sphere.

Colours come from Okabe and Ito's colour-blind-safe palette, through Matplotlib's colour cycle, so
that a chapter says ``color="C0"``: C0 classical, C1 quantum, C2 to C5 further curves, C7 theory and
reference lines. Figures have a light background of their own, in the page's dark mode too: so their
colours are the ones that the text names.
"""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib_inline.backend_inline import set_matplotlib_formats

PALETTE = (
    "#0072b2",  # C0 blue: classical
    "#d55e00",  # C1 vermilion: quantum
    "#009e73",  # C2 bluish green
    "#cc79a7",  # C3 reddish purple
    "#e69f00",  # C4 orange
    "#56b4e9",  # C5 sky blue
    "#8c6d1f",  # C6 brown
    "#595959",  # C7 grey: theory, reference lines
)
PAPER = "#fbfbf9"
INK = "#222222"

RC = {
    "axes.edgecolor": INK,
    "axes.facecolor": PAPER,
    "axes.grid": True,
    "axes.labelcolor": INK,
    "axes.prop_cycle": cycler(color=PALETTE),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "figure.constrained_layout.use": True,
    "figure.facecolor": PAPER,
    "figure.figsize": (6.4, 3.4),
    "font.size": 11,
    "grid.color": "#d8d8d2",
    "image.cmap": "cividis",
    "legend.frameon": False,
    "lines.linewidth": 2,
    "savefig.facecolor": PAPER,
    "svg.hashsalt": "course",
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}


def use() -> None:
    """Give the figures of this notebook the course's look."""
    plt.rcParams.update(RC)
    set_matplotlib_formats("svg", metadata={"Date": None})


def draw_bloch(
    ax: Axes, vectors: Sequence[Sequence[float]], labels: Sequence[str] = (), color: str = "C1"
) -> None:
    """Draw Bloch vectors as arrows in a sphere on a 3D axes.

    Args:
        ax: axes made with ``projection="3d"``.
        vectors: (k, 3) Bloch vectors (⟨X⟩, ⟨Y⟩, ⟨Z⟩).
        labels: a text for each arrow's tip.
        color: a Matplotlib colour.
    """
    draw_sphere(ax)
    for index, vector in enumerate(np.asarray(vectors, dtype=float)):
        ax.quiver(0, 0, 0, *vector, color=color, arrow_length_ratio=0.12, linewidth=2)
        if labels:
            side = 1 if vector[0] > -1e-6 else -1
            place = 1.08 * vector + (0.06 * side, 0, 0)
            ax.text(*place, labels[index], color=color, ha="left" if side > 0 else "right")


def draw_sphere(ax: Axes) -> None:
    """Draw the unit sphere's outline, its equator and meridian, and the names of the poles."""
    t = np.linspace(0, 2 * np.pi, 100)
    zero = np.zeros_like(t)
    for circle in ((np.cos(t), np.sin(t), zero), (np.sin(t), zero, np.cos(t))):
        ax.plot(*circle, color="C7", linewidth=0.8)
    ax.plot([0, 0], [0, 0], [-1, 1], color="C7", linewidth=0.8, linestyle=":")
    ax.text(0, 0, 1.3, "|0⟩", ha="center", va="center")
    ax.text(0, 0, -1.3, "|1⟩", ha="center", va="center")
    ax.set_box_aspect((1, 1, 1), zoom=1.1)
    ax.set(xlim=(-1, 1), ylim=(-1, 1), zlim=(-1, 1))
    ax.view_init(elev=12, azim=-70)
    ax.set_axis_off()
