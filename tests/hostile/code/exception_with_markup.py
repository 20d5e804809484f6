"""Raises an error whose message is HTML, terminal commands, and text that no file can hold."""

DUE = {"double": "error"}

# %% double
def double(x):
    raise ValueError("</pre><script>alert('hostile')</script>`<img src=x onerror=alert(1)>` \x1b[2J\x1b]0;passed\x07 \r✓ double: passed \u202e \ud800 " * 100)
