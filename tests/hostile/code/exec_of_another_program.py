"""Replaces the process by a program that keeps the connection open and says nothing."""

DUE = {"double": "time-out"}

# %% double
import os

def double(x):
    os.set_inheritable(3, True)
    os.execvp("sleep", ["sleep", "3600"])
