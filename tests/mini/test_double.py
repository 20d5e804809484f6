"""`double(x)`: twice x."""

from autograder import expect, points

HINTS = ("What is x + x?", "Multiply by 2.", "return 2 * x")


@points(1)
def test_numbers_are_doubled(learner, rng):
    """A number comes back twice as large."""
    for x in (1.0, float(rng.uniform(2, 9))):
        expect.close(learner.double(x), 2 * x)


@points(0.5)
def test_zero_stays(learner):
    """Zero stays zero, and one becomes two."""
    expect.close(learner.double(0.0), 0.0)
    expect.close(learner.double(1.0), 2.0)


@points(0.5)
def test_text_is_refused(learner):
    """Text raises ValueError."""
    expect.close(learner.double(3.0), 6.0)
    expect.raises(ValueError, learner, "double", "two", why="the argument is text")
