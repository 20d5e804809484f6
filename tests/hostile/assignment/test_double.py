"""`double(x)`: twice x."""

from autograder import expect, points


@points(1)
def test_a_number_is_doubled(learner, rng):
    """A number comes back twice as large."""
    x = float(rng.uniform(2, 9))
    expect.close(learner.double(x), 2 * x)
