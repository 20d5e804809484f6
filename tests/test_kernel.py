"""In the notebook the same checks answer at once, with the same words."""

import sys

import pytest
from conftest import MINI, ROOT, cells

import autograder
from autograder import kernel, render


@pytest.fixture(autouse=True)
def beside_the_checks(monkeypatch):
    monkeypatch.chdir(MINI)
    kernel._hints_given.clear()


def double(x):
    return x * x


def test_a_check_says_the_same_as_the_grader(grader):
    local = kernel.check("double", {"double": double}).task
    source = "def double(x):\n    return x * x"
    graded = grader.grade(cells(source), MINI, tasks=["double"]).task("double")
    assert (local.points, local.status) == (graded.points, graded.status)
    assert local.diagnosis == graded.diagnosis
    assert [c.title for c in local.checks] == [c.title for c in graded.checks]


def test_a_verdict_shows_itself_as_text_and_as_html():
    verdict = kernel.check("double", {"double": lambda x: None})
    assert repr(verdict).startswith("✗ double: wrong, 0 of 2 points")
    bundle = verdict._repr_mimebundle_()
    assert bundle["text/html"].startswith("<section")
    assert bundle["text/plain"] == repr(verdict)


def test_in_jupyter_the_plain_text_is_what_nbgrader_reads(monkeypatch):
    monkeypatch.setattr(kernel, "_in_notebook", lambda: True)
    verdict = kernel.check("double", {"double": lambda x: None})
    assert float(verdict._repr_mimebundle_()["text/plain"]) == verdict.points == 0


def test_the_functions_are_found_where_the_learner_is(monkeypatch):
    main = sys.modules["__main__"]
    monkeypatch.setattr(main, "double", lambda x: x + x, raising=False)
    assert autograder.check("double").points == 1.5


def test_an_unknown_task_lists_the_known_ones():
    with pytest.raises(
        ValueError, match="no task 'dobule' here. The tasks are: double, mean, turn"
    ):
        kernel.check("dobule", {})


def test_the_wrong_folder_is_named(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match="There are no checks in .*exercises/encoding"):
        kernel.check("double", {})


def test_an_interruption_stops_the_check():
    def interrupted(x):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kernel.check("double", {"double": interrupted})


def test_hints_grow_stronger():
    texts = [autograder.hint("double").sentence for _ in range(4)]
    assert texts == ["What is x + x?", "Multiply by 2.", "return 2 * x", "return 2 * x"]
    assert repr(autograder.hint("double", 1)) == "Hint 1 of 3 for double: What is x + x?"
    assert "Hint 2 of 3" in autograder.hint("double", 2)._repr_html_()
    with pytest.raises(ValueError, match="hints 1 to 3; 4 was asked for"):
        autograder.hint("double", 4)


def test_tensorflow_without_legacy_keras_is_an_error_with_the_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "tensorflow", object())
    monkeypatch.delenv("TF_USE_LEGACY_KERAS", raising=False)
    with pytest.raises(RuntimeError, match="Restart the kernel and run"):
        kernel.check("double", {})
    monkeypatch.setenv("TF_USE_LEGACY_KERAS", "1")
    assert kernel.check("double", {}).points == 0


def test_a_hint_is_the_same_sentence_in_html():
    assert "What is x + x?" in render.hint_html("double", "Hint 1 of 3", "What is x + x?")
    assert ROOT.exists()
