"""Hands in the outputs of a perfect check, and scripts for the instructor's browser."""

from hostile.corpus import TASKS, TRACE, cell_of, spoil, write_notebook

DUE = {"double": "wrong"}


def submit(folder, honest):
    spoil(honest)
    shown = {"text/plain": "1000.0", "text/html": f"<script>alert('{TRACE}')</script>"}
    outputs = [{"output_type": "execute_result", "data": shown, "metadata": {}, "execution_count": 1}]
    for task in TASKS:
        cell_of(honest, task)["outputs"] = outputs + [{"output_type": "unknown"}, None, 7]
    write_notebook(folder, honest)
