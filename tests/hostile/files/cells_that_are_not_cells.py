"""Hands in a notebook whose cells and texts are other things."""

from hostile.corpus import cell_of, write_notebook

DUE = {"double": "missing"}


def submit(folder, honest):
    cell_of(honest, "double-solution")["source"] = {"text": "def double(x): return 2 * x"}
    strange = [None, 7, "cell", [], {}, {"cell_type": ["code"]}, {"cell_type": "code", "metadata": 3}]
    strange += [{"cell_type": "code", "source": [1, None, "pass"], "metadata": {"nbgrader": "x"}, "outputs": 7}]
    strange += [{"cell_type": "code", "source": "", "metadata": {"nbgrader": {"grade_id": [], "grade": {}}}}]
    strange += [{"cell_type": "markdown", "metadata": [], "attachments": {"x": 1}}, {"cell_type": "heading"}]
    honest["cells"] += strange
    honest["metadata"] = ["kernelspec"]
    honest["nbformat"] = "four"
    write_notebook(folder, honest)
