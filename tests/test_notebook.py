"""Any file is either a notebook whose cells are read, or refused with a reason in words."""

import json
import os

import pytest
from conftest import notebook_text
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import notebook
from autograder.notebook import MAX_BYTES, Cell, NotebookUnreadable

json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.floats()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["cells", "cell_type", "source", "metadata", "nbgrader", "grade"]),
            inner,
        ),
    ),
    max_leaves=15,
)


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_random_bytes_are_a_notebook_or_refused(data):
    try:
        notebook.learner_cells(notebook.parse(data))
    except NotebookUnreadable as error:
        assert str(error)


@given(st.lists(json_values, max_size=5))
@settings(max_examples=150, deadline=None)
def test_random_cells_are_read_or_refused(cells):
    text = json.dumps({"cells": cells})
    for cell in notebook.learner_cells(notebook.parse(text.encode())):
        assert isinstance(cell.source, str)


def test_the_cells_of_a_notebook_are_read_in_order(tmp_path):
    file = tmp_path / "mine.ipynb"
    file.write_text(notebook_text("a = 1", "", "b = 2"), "utf-8")
    assert notebook.read(file) == [Cell("cell 1", "a = 1"), Cell("cell 3", "b = 2")]


def test_sources_may_be_lists_of_lines():
    data = {"cells": [{"cell_type": "code", "source": ["a = 1\n", "b = 2"]}]}
    assert notebook.learner_cells(data)[0].source == "a = 1\nb = 2"


def test_locked_grade_cells_are_not_run():
    graded = {"cell_type": "code", "source": "check('x')",
              "metadata": {"nbgrader": {"grade": True, "solution": False}}}  # fmt: skip
    assert notebook.learner_cells({"cells": [graded]}) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "JSON is broken"),
        (b"not json", "JSON is broken"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[1, 2]", "no list of cells"),
        (b'{"worksheets": []}', "no list of cells"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"cells": [' + b"1," * 3000 + b"1]}", "more than 2000 cells"),
    ],
)
def test_other_files_are_refused_in_words(tmp_path, content, reason):
    file = tmp_path / "mine.ipynb"
    file.write_bytes(content)
    with pytest.raises(NotebookUnreadable, match=reason):
        notebook.read(file)


def test_a_huge_file_is_refused_unread(tmp_path):
    file = tmp_path / "mine.ipynb"
    with file.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(NotebookUnreadable, match="clear its outputs"):
        notebook.read(file)


def test_a_huge_cell_is_refused():
    with pytest.raises(NotebookUnreadable, match="Cell 1 has more than"):
        notebook.learner_cells({"cells": [{"cell_type": "code", "source": "x" * (2**20 + 1)}]})


def test_links_folders_and_pipes_are_refused(tmp_path):
    target = tmp_path / "other.ipynb"
    target.write_text(notebook_text("a = 1"))
    (tmp_path / "link.ipynb").symlink_to(target)
    os.mkfifo(tmp_path / "pipe.ipynb")
    for name, reason in (
        ("link", "is a link"),
        ("pipe", "not a regular file"),
        ("none", "no file"),
    ):
        with pytest.raises(NotebookUnreadable, match=reason):
            notebook.read(tmp_path / f"{name}.ipynb")
    with pytest.raises(NotebookUnreadable, match="not a regular file"):
        notebook.read(tmp_path)


def test_a_byte_order_mark_is_no_obstacle():
    assert notebook.parse(b"\xef\xbb\xbf" + notebook_text("a = 1").encode())["cells"]
