"""Hands in other files only."""

DUE = "malformed"


def submit(folder, honest):
    (folder / "answer.txt").write_text("the dog ate it")
