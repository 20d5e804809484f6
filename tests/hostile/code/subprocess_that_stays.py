"""Starts programs that go on after the answer."""

DUE = {}

# %% double
import subprocess
import sys

def double(x):
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)  # hostile-was-here"])
    subprocess.Popen(["sh", "-c", "nohup sleep 3600 &"], start_new_session=True)
    return 2 * x
