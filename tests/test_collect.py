"""Points are earned by an explicit pass of the call phase and by nothing else."""

from pathlib import Path

import pytest

from autograder.checks import JudgeError, run_checks
from autograder.collect import collect_checks
from autograder.learner import Status

HEAD = "import pytest\nfrom autograder import expect, points\n"


class Answering:
    """A session in which every function returns its argument."""

    def request(self, message, oracles):
        return {"value": message["args"][0]}


def checks(tmp_path: Path, body: str):
    (tmp_path / "test_f.py").write_text(HEAD + body, "utf-8")
    return tmp_path


def runs_of(folder, seed=0):
    return run_checks(collect_checks(folder), Answering(), seed)


def only_result(tmp_path, body):
    (run,) = runs_of(checks(tmp_path, body))
    return run.result


def test_a_pass_earns_its_points(tmp_path):
    result = only_result(
        tmp_path,
        "@points(2)\ndef test_a(learner):\n    'It works.'\n    expect.equal(learner.f(3), 3)",
    )
    assert (result.status, result.points, result.title) == (Status.PASSED, 2, "It works")


@pytest.mark.parametrize(
    "body",
    [
        "@points(2)\ndef test_a(learner):\n    pytest.skip('not today')",
        "@pytest.mark.skip\n@points(2)\ndef test_a(learner):\n    pass",
        "@pytest.mark.xfail\n@points(2)\ndef test_a(learner):\n    assert False",
        "@pytest.mark.xfail\n@points(2)\ndef test_a(learner):\n    pass",
        "@points(2)\ndef test_a(learner):\n    assert False, 'plainly wrong'",
        "@points(2)\ndef test_a(learner):\n    expect.that(False, 'wrong')",
        "@points(2)\ndef test_a(learner, unknown_fixture):\n    pass",
        "@points(2)\ndef test_a(learner):\n    1 / 0",
        "@pytest.fixture\ndef bad():\n    1 / 0\n@points(2)\ndef test_a(learner, bad):\n    pass",
        "@points(2)\ndef test_a(learner):\n    raise SystemExit",
    ],
)
def test_nothing_else_earns_points(tmp_path, body):
    result = only_result(tmp_path, body)
    assert result.points == 0
    assert result.status is not Status.PASSED


def test_a_check_that_itself_fails_says_so_to_its_author(tmp_path):
    result = only_result(tmp_path, "@points(2)\ndef test_a(learner):\n    1 / 0")
    assert result.status is Status.MALFORMED
    assert "ZeroDivisionError" in result.fault
    assert "Traceback" not in result.sentence


def test_a_check_without_points_is_a_fault_of_the_judge(tmp_path):
    with pytest.raises(JudgeError, match="has no points"):
        collect_checks(checks(tmp_path, "def test_a(learner):\n    pass"))


def test_a_check_file_that_cannot_be_imported_is_a_fault_of_the_judge(tmp_path):
    with pytest.raises(JudgeError):
        collect_checks(checks(tmp_path, "import does_not_exist"))


def test_the_inputs_depend_on_seed_and_check_only(tmp_path):
    body = "@points(1)\ndef test_{}(learner, rng):\n    learner.f(float(rng.uniform()))\n"
    folder = checks(tmp_path, body.format("a") + body.format("b"))

    def inputs(seed):
        return [run.calls[0].args[0] for run in runs_of(folder, seed)]

    assert inputs(1) == inputs(1)
    assert inputs(1) != inputs(2)
    assert len(set(inputs(1))) == 2


def test_parametrised_checks_are_checks_of_their_own(tmp_path):
    body = "@pytest.mark.parametrize('n', [1, 2])\n@points(0.5)\ndef test_a(learner, n):\n    learner.f(n)"
    runs = runs_of(checks(tmp_path, body))
    assert [run.check.params for run in runs] == [{"n": 1}, {"n": 2}]
    assert sum(run.result.points for run in runs) == 1


def test_a_users_pytest_settings_do_not_reach_the_checks(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTEST_ADDOPTS", "--deselect test_f.py -k nothing")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -k nothing")
    assert only_result(tmp_path, "@points(2)\ndef test_a(learner):\n    pass").points == 2


def test_checks_are_collected_without_running(tmp_path):
    body = "@points(2)\ndef test_a(learner):\n    'First.'\n    1 / 0\n@points(1)\ndef test_b():\n    'Second.'"
    found = collect_checks(checks(tmp_path, body))
    assert [(check.task, check.title, check.points) for check in found] == [
        ("f", "First", 2), ("f", "Second", 1),
    ]  # fmt: skip
