"""Puts halves of characters and zeros into cells and metadata."""

from hostile.corpus import cell_of, write_notebook

DUE = {"double": "error"}


def submit(folder, honest):
    cell_of(honest, "double-solution")["source"] += "# \ud800 \0"
    cell_of(honest, "written")["source"] = "half a character: \ud800, a zero: \0"
    honest["metadata"]["title"] = "\ud800"
    honest["cells"].append({"cell_type": "markdown", "metadata": {"\ud800": 1}, "source": "\udfff"})
    write_notebook(folder, honest)
