"""What the pages "Try it here" are made of: the tasks, the packages, the stand-ins."""

from __future__ import annotations

import ast
import sys
import tomllib

import numpy as np
import pytest
import scipy.special
from helpers_commands import ROOT

sys.path.append(str(ROOT / "book/_ext"))

from course_book import runtime, tryit
from course_book.browser import stand_ins

ASSIGNMENTS = sorted(path.parent.name for path in (ROOT / "exercises").glob("*/*.ipynb"))
PACKAGES = tomllib.loads((runtime.SOURCE / "packages.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_an_assignment_with_tasks_to_offer_has_a_page_in_the_book(name):
    if not tryit.Assignment(name).offered:
        pytest.skip("every task needs TensorFlow")
    assert f"```{{try-it}} {name}\n```" in (ROOT / f"book/try/{name}.md").read_text("utf-8")
    assert f"try/{name}" in (ROOT / "book/_toc.yml").read_text("utf-8")


def test_the_tasks_without_tensorflow_are_offered():
    assert tryit.Assignment("encoding").offered == tryit.Assignment("encoding").tasks
    offered = tryit.Assignment("pqc").offered
    assert offered == ["rotation_layer", "entangling_ring", "make_pqc", "order_weights"]
    assert "train_classifier" not in tryit.Assignment("vqc").offered


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_a_page_holds_each_offered_task_once_and_no_other(name):
    assignment = tryit.Assignment(name)
    text = tryit.page(assignment, f"try/{name}")
    for task in assignment.tasks:
        assert text.count(f"{{try-cell}} {task}\n") == (task in assignment.offered)


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_the_imports_are_those_that_a_browser_has(name):
    used = tryit.names_in(ast.parse(tryit.Assignment(name).setup))
    assert {"cirq", "numpy", "autograder"} <= used
    assert not used & tryit.NOT_HERE


def test_links_of_the_notebook_lead_to_the_same_files_from_the_page():
    text = tryit.page(tryit.Assignment("encoding"), "try/encoding")
    assert "](../../exercises/encoding/amplitude_tree.svg)" in text


def test_every_fetched_file_is_pinned():
    for package in PACKAGES["npm"]:
        assert package["version"]
        assert all(len(digest) == 64 for digest in package["files"].values())


def test_every_copied_package_is_in_the_lock():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    for name in PACKAGES["installed"]["packages"]:
        assert f"\n{name.replace('_', '-')}==" in f"\n{lock}"


def test_nothing_but_code_is_copied_and_no_tests_of_others():
    names = ["a/b.py", "a/tests/c.py", "a/b_test.py", "a/b.pyi", "../bin/x", "a/__pycache__/b.pyc"]
    assert runtime.kept(names) == ["a/b.py"]


def test_readers_get_the_judge_and_what_learners_have():
    files = dict(runtime.course_files())
    assert files["autograder/browser.py"] == ROOT / "autograder/browser.py"
    rest = [file for name, file in files.items() if not name.startswith("autograder/")]
    assert rest
    assert all(file.is_relative_to(ROOT / "exercises") for file in rest)


def test_a_changed_file_is_refused(monkeypatch, tmp_path):
    package = {"name": "p", "version": "1", "files": {"f": "0" * 64}}

    def pack(command, cwd, **options):
        (cwd / "package").mkdir()
        (cwd / "package/f").write_text("other")
        return sys.modules["subprocess"].CompletedProcess(command, archive(cwd), "", "")

    monkeypatch.setattr(runtime.subprocess, "run", pack)
    with pytest.raises(runtime.NotFetched, match="f of p 1 is another file"):
        runtime.fetch(package, tmp_path)


def archive(folder):
    """Writes p.tgz of the folder's package, as npm pack does; returns 0, its exit code."""
    import tarfile

    with tarfile.open(folder / "p.tgz", "w:gz") as target:
        target.add(folder / "package", "package")
    return 0


def test_without_npm_the_build_says_what_failed(monkeypatch, tmp_path):
    failed = runtime.subprocess.CompletedProcess([], 1, "", "npm error code E404\nnpm error gone")
    monkeypatch.setattr(runtime.subprocess, "run", lambda *a, **k: failed)
    with pytest.raises(runtime.NotFetched, match="npm says of p 1: gone\nThe book needs the netw"):
        runtime.fetch({"name": "p", "version": "1", "files": {}}, tmp_path)


@pytest.mark.parametrize("n", [1, 2, 7, 60, 738, 9000, 152_000])
def test_the_binomial_tail_is_scipys(n):
    rng = np.random.default_rng(n)
    k = rng.integers(0, n, 500)
    p = np.clip(k / n + rng.normal(0, 3 / np.sqrt(n), 500), 0, 1)
    wanted = scipy.special.bdtrc(k, n, p)
    np.testing.assert_allclose(stand_ins.bdtrc(k, n, p), wanted, rtol=1e-8, atol=1e-12)


def test_the_binomial_tail_is_certain_at_the_ends():
    assert stand_ins.bdtrc(3, 3, 0.5) == 0
    assert stand_ins.bdtrc(0, 3, 0.0) == 0
    assert stand_ins.bdtrc(0, 3, 1.0) == 1


def test_an_absent_package_can_be_imported_and_says_so_when_called():
    finder = stand_ins.Finder()
    module = finder.create_module(finder.find_spec("pandas.core"))
    assert isinstance(module.DataFrame, type)
    assert isinstance(module.DataFrame.other, type)
    with pytest.raises(stand_ins.NotHere, match=r"pandas\.core\.DataFrame can't be called: this"):
        module.DataFrame([1])
    assert finder.find_spec("numpy") is None
