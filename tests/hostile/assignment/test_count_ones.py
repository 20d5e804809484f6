"""`count_ones(bits)`: how many bits are 1."""

from autograder import expect, points


@points(1)
def test_ones_are_counted(learner, rng):
    """The ones among the bits are counted."""
    bits = [int(bit) for bit in rng.integers(0, 2, 12)]
    expect.equal(learner.count_ones(bits), sum(bits))
