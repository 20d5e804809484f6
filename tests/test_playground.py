"""A playground cell is run only where the answers use it."""

import pytest
from conftest import SOLUTIONS

from autograder import notebook, playground
from autograder.playground import cells_to_run, names_bound

PLAYED = {
    "helper = 1": frozenset({"helper"}),
    "show(helper)": frozenset(),
    "deep = helper": {"deep"},
}


@pytest.mark.parametrize(
    ("cells", "runs"),
    [
        (["def f(): pass", "helper = 1"], [True, False]),
        (["helper = 1\n", "show(helper)"], [False, False]),
        (["def f(): return helper", "helper = 1"], [True, True]),
        (["helper = 2", "helper = 1"], [True, True]),
        (["def f(): return eval('helper')", "helper = 1"], [True, True]),
        (["def f(): return helpers", "helper = 1"], [True, False]),
        (["helper = 1", "deep = helper", "def f(): return deep"], [True, True, True]),
        (["show(helper )"], [True]),
        (["%time helper", "helper = 1"], [True, True]),
        ([], []),
    ],
)
def test_what_is_left_out_is_what_no_other_cell_names(cells, runs):
    assert cells_to_run(cells, PLAYED) == runs


def test_the_names_of_a_cell_are_those_that_outlive_it():
    source = (
        "import a.b, c as d\nfrom e import f\nx, (y, *z) = 1, (2, 3)\nfor i in x: pass\n"
        "def g(p):\n    global h\n    h = q = p\n    return [r for r in q]\nclass K:\n    m = 1\n"
        "with w as v: print(u)\n"
    )
    assert names_bound(source) == set("adfxyzighKv")


def test_no_cell_is_left_out_without_the_assignments_word():
    data = {"cells": [{"cell_type": "code", "source": "a", "metadata": {"tags": ["playground"]}}]}
    assert [cell.source for cell in notebook.learner_cells(data)] == ["a"]
    assert [cell.source for cell in notebook.learner_cells(data, {"cells": []})] == ["a"]


@pytest.mark.parametrize("name", sorted(path.name for path in SOLUTIONS.iterdir()))
def test_the_assignments_playgrounds_are_not_run(name):
    file = SOLUTIONS / name / f"{name}.ipynb"
    assignment = notebook.load(file)
    played = playground.playground_cells(assignment)
    assert played
    assert not played.keys() & {cell.source.strip() for cell in notebook.read(file, assignment)}
