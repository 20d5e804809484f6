"""Swaps the names of two checks, so that the dear one asks for the easy task."""

from hostile.corpus import cell_of, swap, write_notebook

DUE = {"angle_encode": "error"}


def submit(folder, honest):
    cell_of(honest, "angle_encode-solution")["source"] = "def angle_encode(x, qubits):\n    return 1 / 0"
    one, other = cell_of(honest, "angle_encode"), cell_of(honest, "count_ones")
    swap(one, other, "grade_id")
    write_notebook(folder, honest)
