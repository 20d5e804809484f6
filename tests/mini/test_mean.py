"""`mean(f, points)`: the mean of f over the points, one evaluation a point."""

import numpy as np

from autograder import expect, points
from autograder.learner import Oracle

HINTS = ("Sum and divide.", "Evaluate f once a point.", "sum(map(f, points)) / len(points)")


@points(1)
def test_the_mean_is_right(learner, rng):
    """The mean of f over the points is returned."""
    places = rng.uniform(-1, 1, 4)
    f = Oracle(lambda x: float(np.sin(x)))
    expect.close(learner.mean(f, places), np.mean(np.sin(places)))


@points(1)
def test_each_point_is_evaluated_once(learner, rng):
    """f is evaluated once at each point."""
    places = rng.uniform(-1, 1, 5)
    f = Oracle(float)
    expect.close(learner.mean(f, places), np.mean(places))
    expect.close(np.sort(f.points), np.sort(places), what="The points of evaluation")
