"""Claims, in the judge's own words, that its file could not be read."""

from hostile.corpus import TRACE, write_notebook

DUE = {}


def submit(folder, honest):
    honest["metadata"]["autograder_unreadable"] = f"<script>alert('{TRACE}')</script>" * 99
    write_notebook(folder, honest)
