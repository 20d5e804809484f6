"""Hands in its own checks, settings and modules under the names of the course's."""

from hostile.corpus import TRACE, spoil, write_notebook

DUE = {"double": "wrong"}


def submit(folder, honest):
    spoil(honest)
    write_notebook(folder, honest)
    always = f"def test_passes():\n    open('/tmp/{TRACE}', 'w')\n"
    for name in ("test_double.py", "conftest.py", "numpy.py", "cirq.py", "sitecustomize.py", "nbgrader_config.py",
                 "misconceptions_double.py", "pytest.ini", "pyproject.toml", "setup.cfg", "jupyter_config.py"):
        (folder / name).write_text(always)
    (folder / "autograder").mkdir()
    (folder / "autograder" / "__init__.py").write_text(always)
