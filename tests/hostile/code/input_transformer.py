"""Registers a transformer that empties all later cells, those of the checks too."""

DUE = {"double": "wrong"}

# %% double
get_ipython().input_transformers_post.append(lambda lines: ["\n"])
get_ipython().ast_transformers.append(None)
get_ipython().events.register("pre_run_cell", lambda *args: None)

def double(x):
    return 1.0
