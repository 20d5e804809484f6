"""Leaves files, variables and modules for the next submission to trip over."""

DUE = {}

# %% double
import os

for name in ("numpy.py", "cirq.py", "autograder.py", "sitecustomize.py", "usercustomize.py", ".bashrc",
             "hostile-was-here.pth", "conftest.py", "pytest.ini", "gradebook.db"):
    with open(name, "w") as file:
        file.write("raise RuntimeError('hostile-was-here')")
os.environ.update(PYTHONSTARTUP="hostile-was-here", PYTEST_ADDOPTS="--collect-only", SEED="0")

def double(x):
    return 2 * x
