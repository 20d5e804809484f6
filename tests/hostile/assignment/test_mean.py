"""`mean(f, points)`: the mean of f over the points."""

import numpy as np

from autograder import expect, points
from autograder.learner import Oracle


@points(2)
def test_the_mean_takes_one_evaluation_a_point(learner, rng):
    """The mean is right and f is evaluated once a point."""
    places = rng.uniform(-1, 1, 4)
    f = Oracle(lambda x: float(np.sin(x)))
    expect.close(learner.mean(f, places), np.mean(np.sin(places)))
    expect.close(np.sort(f.points), np.sort(places), what="The points of evaluation")
