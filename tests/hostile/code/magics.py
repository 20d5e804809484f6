"""Uses magics that change how later cells are run."""

DUE = {}

# %% first
%matplotlib inline
%load_ext autoreload
%autoreload 2
%config Application.log_level = "DEBUG"
%xmode Verbose
%pip install hostile-was-here
%cd /
%env SEED=0
?print
get_ipython().run_line_magic("reset", "-f")

# %% last
%%writefile /tmp/hostile-was-here
hostile
