"""Displays scripts, pictures and progress (right, so it must earn all)."""

DUE = {}

# %% double
from IPython.display import HTML, Javascript, clear_output, display

display(HTML("<script>alert(1)</script>"))
display(Javascript("Jupyter.notebook.kernel.restart()"), raw=True)
clear_output()

def double(x):
    display({"text/html": "<img src=x onerror=alert(1)>"}, raw=True)
    return 2 * x

double(1)
