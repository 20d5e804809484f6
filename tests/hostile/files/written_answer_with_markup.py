"""Writes scripts and pictures of other files into a text answer."""

from hostile.corpus import TRACE, cell_of, write_notebook

DUE = {}


def submit(folder, honest):
    cell = cell_of(honest, "written")
    cell["source"] = f"<script>alert('{TRACE}')</script> ![x](/etc/passwd) ![y](attachment:y.png)"
    cell["attachments"] = {"y.png": {"image/png": "!"}, "../../x": {"text/html": "<script>"}, "z": 7}
    write_notebook(folder, honest)
