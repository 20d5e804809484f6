"""A submission's cells are for what the assignment says, whatever their own metadata claim."""

from __future__ import annotations

import json

import pytest
from conftest import MINI

from autograder import notebook
from autograder.notebook import NotebookUnreadable, learner_cells, restored


def cell(kind, source, name="", **purpose):
    metadata = {"nbgrader": {"grade_id": name, "grade": False, **purpose}} if name else {}
    return {"cell_type": kind, "source": source, "metadata": metadata}


def assignment():
    """A locked cell, an answer, its check, and a text to be written."""
    return {
        "metadata": {"kernelspec": {"name": "python3"}},
        "cells": [
            cell("code", "import this", "setup", locked=True, solution=False),
            cell("code", "", "f-solution", solution=True),
            cell("code", "check('f')", "f", grade=True, solution=False, locked=True, points=2),
            cell("markdown", "the model's words", "why", grade=True, solution=True),
        ],
    }


def handed_in(**sources):
    """The assignment with other texts in its cells."""
    submission = assignment()
    for item in submission["cells"]:
        item["source"] = sources.get(item["metadata"]["nbgrader"]["grade_id"].replace("-", "_"), "")
    return submission


def texts(data):
    return [item["source"] for item in data["cells"]]


def names(data):
    return [notebook.grade_id(item) for item in data["cells"]]


def test_locked_cells_have_their_text_again_and_others_keep_theirs():
    fresh = restored(handed_in(setup="1 / 0", f_solution="mine", f="9.0", why="so"), assignment())
    assert texts(fresh) == ["import this", "mine", "check('f')", "so"]


def test_what_a_cell_is_for_is_said_by_the_assignment():
    submission = handed_in(f_solution="mine")
    for item in submission["cells"]:
        item["metadata"]["nbgrader"].update(grade=True, solution=False, points=99)
    fresh = restored(submission, assignment())
    assert [c.source for c in learner_cells(fresh)] == ["import this", "mine"]
    assert notebook.nbgrader(fresh["cells"][2])["points"] == 2


def test_the_second_of_two_cells_of_a_name_has_no_purpose():
    submission = handed_in(f_solution="first")
    submission["cells"].append(cell("code", "second", "f-solution", solution=True))
    fresh = restored(submission, assignment())
    assert names(fresh) == ["setup", "f-solution", "f", "why", ""]
    assert learner_cells(fresh)[-1].source == "second"


def test_a_cell_of_another_type_has_no_purpose_and_keeps_its_place():
    submission = handed_in()
    submission["cells"][1] = cell("markdown", "mine", "f-solution", solution=True)
    submission["cells"].insert(0, None)
    submission["cells"].insert(0, {"cell_type": "heading"})
    fresh = restored(submission, assignment())
    assert names(fresh) == ["", "", "setup", "", "f", "why"]
    assert learner_cells(fresh)[0].label == "cell 3"


def test_missing_cells_that_grade_are_appended_without_an_answer():
    fresh = restored({"cells": []}, assignment())
    assert names(fresh) == ["f", "why"]
    assert texts(fresh) == ["check('f')", ""]


def test_outputs_and_other_metadata_do_not_cross():
    submission = {**handed_in(), "metadata": {"kernelspec": {"name": "sh"}}}
    submission["cells"][2].update(outputs=[{"data": {"text/plain": "9.0"}}], execution_count=7)
    submission["cells"][2]["metadata"]["tags"] = ["skip-execution"]
    fresh = restored(submission, assignment())
    assert fresh["cells"][2]["outputs"] == []
    assert fresh["cells"][2]["execution_count"] is None
    assert set(fresh["cells"][2]["metadata"]) == {"nbgrader"}
    assert fresh["metadata"] == assignment()["metadata"]


def test_pictures_that_were_pasted_into_text_are_kept_and_nothing_else():
    submission = handed_in(why="![](attachment:a.png)")
    picture = {"image/png": "iVBO", "text/html": "<script>", "image/gif": 7}
    held = {"a.png": picture, "b": "x", "\ud800": picture, "c": {"image/svg+xml": "<svg>"}}
    submission["cells"][3]["attachments"] = held
    fresh = restored(submission, assignment())
    assert fresh["cells"][3]["attachments"] == {"a.png": {"image/png": "iVBO"}}


def test_halves_of_characters_become_something_that_a_file_can_hold():
    fresh = restored(handed_in(why="a\ud800b"), assignment())
    assert texts(fresh)[3] == "a\ufffdb"
    json.dumps(fresh, ensure_ascii=False).encode()


@pytest.mark.parametrize("text", [b"{}," * 10**6, b"\\n" * (notebook.MAX_PARTS + 1)])
def test_a_file_of_very_many_parts_is_refused_unparsed(text):
    with pytest.raises(NotebookUnreadable, match="too many parts"):
        notebook.parse(b'{"cells": [' + text + b"1]}")


def test_a_text_of_megabytes_is_refused():
    with pytest.raises(NotebookUnreadable, match="Cell 4 has more than"):
        restored(handed_in(why="x" * (notebook.MAX_SOURCE + 1)), assignment())


def test_the_assignments_notebook_lies_beside_its_checks(tmp_path):
    folder = tmp_path / "first"
    folder.mkdir()
    (folder / "first.ipynb").write_text(json.dumps(assignment()))
    assert notebook.of_assignment(folder) == assignment()
    assert notebook.of_assignment(MINI) is None


def test_a_file_is_read_by_the_assignments_word(tmp_path):
    submission = handed_in(f_solution="mine")
    submission["cells"][1]["metadata"]["nbgrader"]["grade"] = True
    submission["cells"][1]["metadata"]["nbgrader"]["solution"] = False
    file = tmp_path / "mine.ipynb"
    file.write_text(json.dumps(submission))
    assert [c.source for c in notebook.read(file, assignment())] == ["import this", "mine"]
    assert notebook.read(file) == []
