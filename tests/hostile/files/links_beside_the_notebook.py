"""Hands in links to the model's answer, the gradebook and system files, to have them copied back."""

from hostile.corpus import ASSIGNMENT, NAME, write_notebook

DUE = {}


def submit(folder, honest):
    write_notebook(folder, honest)
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "model.txt").symlink_to(ASSIGNMENT / NAME)
    (folder / "gradebook.db").symlink_to("../../../gradebook.db")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "root").symlink_to("/")
    (folder / "nowhere").symlink_to("nowhere")
