"""The rooms of the judge: imports point one way, and nothing that decides a grade runs answers."""

import ast
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "autograder"
MODULES = sorted(file.stem for file in PACKAGE.glob("*.py"))
RUNS_ANSWERS = {"worker", "kernel", "browser"}


def imports(module: str) -> set[str]:
    """The modules of the package that a module imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse((PACKAGE / f"{module}.py").read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "autograder":
            parts = (node.module or "").split(".")[1:]
            found |= {parts[0]} if parts else {alias.name for alias in node.names}
        if isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("autograder.")}
    return (found & set(MODULES)) - {module}


def reached(module: str, left_out: frozenset[str] = frozenset()) -> set[str]:
    """All modules that a module imports, directly or not; what is left out is not passed through."""
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        for name in imports(waiting.pop()) - seen - left_out:
            seen.add(name)
            waiting.append(name)
    return seen


@pytest.mark.parametrize(
    "module", ["ahead", "grade", "nbgrader", "plugin", "proof", "report", "session"]
)
def test_nothing_that_decides_a_grade_imports_the_worker(module):
    assert not reached(module) & RUNS_ANSWERS


def test_only_notebook_and_page_run_answers_in_their_own_process():
    users = {module for module in MODULES if "worker" in imports(module)}
    assert users == {"kernel", "browser"}


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_round_in_no_circle(module):
    lazy = frozenset({"__init__"})  # it imports its users inside functions
    assert module in lazy or module not in reached(module, lazy)


@pytest.mark.parametrize(
    "module", ["wire", "circuits", "notebook", "playground", "limits", "seccomp", "jail"]
)
def test_the_foundations_know_nothing_of_the_house(module):
    assert imports(module) <= {"circuits", "limits", "playground", "seccomp"}


def lines(module: str) -> int:
    return len((PACKAGE / f"{module}.py").read_text("utf-8").splitlines())


@pytest.mark.parametrize("module", MODULES)
def test_modules_stay_small(module):
    assert lines(module) <= 400


def words_of(folder: Path) -> str:
    return "\n".join(file.read_text("utf-8") for file in folder.glob("*.py"))


@pytest.mark.parametrize("word", ["import pickle", "import marshal", "import shelve", "eval("])
def test_nothing_is_unpickled_or_evaluated(word):
    text = words_of(PACKAGE).replace("literal_eval(", "")
    assert word not in text


def test_the_tests_are_as_long_as_what_they_prove():
    source = sum(lines(module) for module in MODULES)
    proved = sum(
        len(file.read_text("utf-8").splitlines()) for file in (ROOT / "tests").rglob("*.py")
    )
    assert proved >= source
