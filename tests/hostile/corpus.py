"""The hostile corpus: submissions that attack the judge, and what each may honestly earn.

`code/` holds Python that a learner might write, `files/` holds builders of folders that a learner
might hand in. A file's docstring says in its first line what is attempted; its constant `DUE` says
what is earned: for each task a status, or several where chance decides ("memory or error"). A task
that is not named is done honestly and earns all its points. The head of a file is read and never
run.

Code is cut at lines `# %% name`: a part named like a task stands in place of that task's solution,
`first` comes before all cells, `last` after them. All other cells are the model's.
"""

from __future__ import annotations

import ast
import copy
import importlib.util
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ASSIGNMENT = HERE / "assignment"
NAME = f"{ASSIGNMENT.name}.ipynb"
TASKS = {"double": 1, "angle_encode": 2, "count_ones": 1, "mean": 2}
TRACE = "hostile-was-here"  # what attacks leave, in the name of a file or in a text, if they can

WRONG = "def double(x):\n    return 1.0\n"

Notebook = dict[str, Any]


@dataclass(frozen=True)
class Submission:
    """One hostile submission.

    Attributes:
        name: its file's name.
        attempt: what it attempts.
        due: each task's possible statuses.
        file: where it is written.
    """

    name: str
    attempt: str
    due: dict[str, tuple[str, ...]]
    file: Path

    def write(self, folder: Path) -> Path:
        """Writes the submission into a new folder; returns the notebook's path."""
        folder.mkdir(parents=True)
        if self.file.parent.name == "code":
            write_notebook(folder, with_parts(honest(), self.file.read_text("utf-8")))
        else:
            builder(self.file)(folder, honest())
        return folder / NAME


def submissions() -> list[Submission]:
    """The corpus, by name."""
    files = sorted([*HERE.glob("code/*.py"), *HERE.glob("files/*.py")], key=lambda file: file.stem)
    return [_read(file) for file in files]


def _read(file: Path) -> Submission:
    head = ast.parse(re.split(r"(?m)^# %%", file.read_text("utf-8"))[0])
    attempt = (ast.get_docstring(head) or "").split("\n")[0]
    return Submission(file.stem, attempt, _due(_constant(head, "DUE")), file)


def _constant(head: ast.Module, name: str) -> Any:
    for node in head.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            return ast.literal_eval(node.value)
    raise ValueError(f"{ast.get_docstring(head)}: {name} is missing")


def _due(said: dict[str, str] | str) -> dict[str, tuple[str, ...]]:
    each = dict.fromkeys(TASKS, said) if isinstance(said, str) else said
    if not each.keys() <= TASKS.keys():
        raise ValueError(f"DUE names {sorted(each.keys() - TASKS.keys())}, which are no tasks")
    return {task: tuple(each.get(task, "passed").split(" or ")) for task in TASKS}


def honest() -> Notebook:
    """A right submission: the model's notebook."""
    notebook: Notebook = json.loads((ASSIGNMENT / NAME).read_text("utf-8"))
    return notebook


def with_parts(notebook: Notebook, text: str) -> Notebook:
    """The notebook with the parts of a hostile file in it."""
    notebook = copy.deepcopy(notebook)
    for name, source in _parts(text):
        if name == "first":
            notebook["cells"].insert(0, code_cell(source))
        elif name == "last":
            notebook["cells"].append(code_cell(source))
        else:
            cell_of(notebook, f"{name}-solution")["source"] = source
    return notebook


def _parts(text: str) -> Iterator[tuple[str, str]]:
    _, *pieces = re.split(r"(?m)^# %% (\w+)\n", text)
    return zip(pieces[::2], pieces[1::2], strict=True)


def code_cell(source: str, **nbgrader: Any) -> Notebook:
    """A code cell."""
    metadata = {"nbgrader": nbgrader} if nbgrader else {}
    return {"cell_type": "code", "execution_count": None, "metadata": metadata, "outputs": [],
            "source": source}  # fmt: skip


def cell_of(notebook: Notebook, grade_id: str) -> Notebook:
    """The cell with this grade id."""
    cells: list[Notebook] = notebook["cells"]
    metadata = [cell["metadata"].get("nbgrader", {}) for cell in cells]
    place = [data.get("grade_id") for data in metadata].index(grade_id)
    return cells[place]


def spoil(notebook: Notebook) -> None:
    """Makes the answer to `double` wrong, so that points for it are stolen."""
    cell_of(notebook, "double-solution")["source"] = WRONG


def swap(one: Notebook, other: Notebook, key: str) -> None:
    """Swaps one of nbgrader's data between two cells."""
    mine, theirs = one["metadata"]["nbgrader"], other["metadata"]["nbgrader"]
    mine[key], theirs[key] = theirs[key], mine[key]


def write_notebook(folder: Path, notebook: Any, name: str = NAME) -> Path:
    """Writes a notebook file; returns its path."""
    file = folder / name
    file.write_text(json.dumps(notebook), "utf-8")
    return file


def builder(file: Path) -> Callable[[Path, Notebook], None]:
    """The function `submit(folder, honest)` of a builder's file."""
    spec = importlib.util.spec_from_file_location(f"hostile_{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    submit: Callable[[Path, Notebook], None] = module.submit
    return submit
