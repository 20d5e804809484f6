"""The repository's own files: nothing of one machine, no outputs, valid metadata."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from helpers_commands import BIN, ROOT

README = (ROOT / "README.md").read_text("utf-8")
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
HOSTS = ("py" + "pi.org", "python" + "hosted", "npm" + "js.org", "/opt/" + "py" + "pi")
PLACES = re.compile(r"(?<![\w.])/(work/(main|shared)|root/\.pyenv|tmp/w/)")


def tracked() -> list[Path]:
    """The files of the repository, also those not committed yet."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git repository")
    paths = [ROOT / name for name in sorted(set(listed.stdout.split("\0"))) if name]
    return [path for path in paths if path.is_file()]


def texts() -> Iterator[tuple[Path, str]]:
    """The repository's text files."""
    for path in tracked():
        try:
            yield path, path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def test_no_file_names_a_machines_path_or_a_package_registry():
    for path, text in texts():
        assert not any(host in text for host in HOSTS), path
        found = PLACES.search(text) if path != Path(__file__) else None
        assert found is None, f"{path}: {found}"


def test_the_course_does_not_seed_keras_in_the_way_that_fails_on_python_3_12():
    """Layers made after set_random_seed of tf-keras 2.18 draw randint(1, 1e9): a TypeError there.

    `random.seed(seed)` and `tf.random.set_seed(seed)` give the same numbers on 3.11 and 3.12.
    """
    taught = [(path.relative_to(ROOT), text) for path, text in texts()]
    taught = [(path, text) for path, text in taught if path.parts[0] in ("book", "solutions")]
    found = [str(path) for path, text in taught if "set_random_seed(" in text]
    assert [path for path in found if "misconceptions_" not in path] == []


def test_notebooks_are_committed_without_outputs():
    for path in tracked():
        if path.suffix == ".ipynb":
            for cell in json.loads(path.read_text("utf-8"))["cells"]:
                assert not cell.get("outputs"), path
                assert cell.get("execution_count") is None, path


def test_the_readmes_links_lead_to_files():
    for target in re.findall(r"(?<!!)\[[^]]*\]\(([^)]+)\)", README):
        if "://" not in target:
            assert (ROOT / target).exists(), target


def test_the_readmes_pictures_are_there_and_have_alt_text():
    pictures = re.findall(r"!\[([^]]*)\]\(([^)]+)\)", README)
    assert pictures
    for alt, file in pictures:
        assert len(alt) > 20, file
        assert (ROOT / file).exists(), file


def test_the_readmes_example_prints_what_the_readme_shows(request):
    code, shown = re.findall(r"```(?:python|text)\n(.*?)```", README, re.DOTALL)[:2]
    folder = ROOT / "exercises/encoding"
    ran = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)
    if request.config.getoption("--update-golden"):
        (ROOT / "README.md").write_text(
            README.replace(f"```text\n{shown}", f"```text\n{ran.stdout}")
        )
    else:
        assert ran.stdout == shown, ran.stderr


def test_the_licences_are_there():
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")
    text = (ROOT / "LICENSE-TEXT").read_text("utf-8")
    assert text.startswith("Creative Commons Attribution 4.0 International Public License")


def validate(schema: str, *files: Path) -> None:
    command = [BIN / "check-jsonschema", "--builtin-schema", schema, *files]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_citation_is_valid():
    validate("vendor.citation-file-format", ROOT / "CITATION.cff")


def test_the_workflows_are_valid_and_end():
    assert WORKFLOWS
    validate("vendor.github-workflows", *WORKFLOWS)
    validate("custom.github-workflows-require-timeout", *WORKFLOWS)
    validate("vendor.dependabot", ROOT / ".github/dependabot.yml")


def test_the_workflows_are_safe():
    """By zizmor: pinned actions, few permissions, nothing of an event in a command."""
    command = [BIN / "zizmor", "--offline", "--no-progress", "--quiet", ROOT / ".github"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_may_only_read_and_pins_its_actions(file):
    workflow = yaml.safe_load(file.read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    uses = [step["uses"] for step in steps if "uses" in step]
    assert [name for name in uses if not re.search(r"@[0-9a-f]{40}$", name)] == []


def test_the_dev_container_builds_from_its_file_and_makes_the_environment():
    text = (ROOT / ".devcontainer/devcontainer.json").read_text("utf-8")
    container = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))
    assert (ROOT / ".devcontainer" / container["build"]["dockerfile"]).exists()
    assert container["onCreateCommand"] == "make setup"
    assert container["containerEnv"]["TF_USE_LEGACY_KERAS"] == "1"


def test_the_scripts_can_be_executed():
    for name in ("run", "setup", "book"):
        assert os.access(ROOT / ".ci" / name, os.X_OK)
