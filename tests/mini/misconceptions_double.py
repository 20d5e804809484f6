"""Known wrong answers to `double`."""

from autograder import misconception


@misconception("the square in place of the double", "x times x is the square; add x to itself.")
def square(x):
    if isinstance(x, str):
        raise ValueError("text")
    return x * x


@misconception("one added", "Doubling adds x, not 1.")
def one_more(x):
    if isinstance(x, str):
        raise ValueError("text")
    return x + 1


@misconception("text not refused", "Python doubles text too; look at the type first.")
def text_allowed(x):
    return 2 * x
