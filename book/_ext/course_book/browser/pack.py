"""Runs once, when the book is built, in the very Python that readers will run.

It imports all that the page imports and compiles those modules to bytecode, so that readers don't
wait for it; the rest of the libraries stays source.
"""

import os
import py_compile
import sys
from pathlib import Path

STAGE = Path("/stage")
EXERCISE = """
import cirq
import sympy

theta = sympy.Symbol("theta")
circuit = cirq.Circuit(cirq.ry(theta)(cirq.q(0)), cirq.CNOT(cirq.q(0), cirq.q(1)))
cirq.Simulator(seed=1).simulate(circuit, {theta: 0.3})
"""


def import_everything() -> None:
    sys.path[:0] = [str(STAGE / name) for name in ("libraries", "numpy", "course")]
    import stand_ins

    stand_ins.install()
    from autograder import browser
    from autograder.notebook import Cell

    os.chdir(STAGE / "course" / "encoding")
    print(browser.check([Cell("exercise", EXERCISE)], "angle_encode").sentence)


def compile_imported() -> int:
    """Replaces the imported modules of the libraries by their bytecode; returns their number."""
    files = [Path(str(getattr(module, "__file__", ""))) for module in list(sys.modules.values())]
    places = (str(STAGE / "libraries"), str(STAGE / "numpy"))
    found = {file for file in files if str(file).startswith(places) and file.suffix == ".py"}
    for file in found:
        unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
        shown = file.relative_to(STAGE).as_posix()
        py_compile.compile(file, f"{file}c", shown, doraise=True, invalidation_mode=unchecked)
        file.unlink()
    return len(found)


import_everything()
print(f"{compile_imported()} modules compiled")
