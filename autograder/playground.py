"""Which playground cells a judge must run: those that the answers use, and no others.

A playground cell invites the learner to look at what was written: it draws, trains or compares, it
earns nothing, and it may take longer than all checks together. The assignment marks it with the
tag `playground`. One that the learner did not change is left out, unless a cell that is run holds
a name that it binds. The learner's text is only searched for words: the judge parses none of it.
"""

from __future__ import annotations

import re
import symtable
from collections.abc import Mapping, Sequence
from typing import Any

TAG = "playground"
_WORD = re.compile(r"\w+")


def cells_to_run(sources: Sequence[str], played: Mapping[str, frozenset[str]]) -> list[bool]:
    """For each code cell of a submission, whether it is run.

    Args:
        sources: the cells' texts.
        played: the assignment's playground cells: the names that each binds, by its text.
    """
    runs = [text.strip() not in played for text in sources]
    words = {word for text, run in zip(sources, runs, strict=True) if run for word in _words(text)}
    changed = True
    while changed:
        changed = False
        for index, text in enumerate(sources):
            if not runs[index] and words & played[text.strip()]:
                runs[index] = changed = True
                words |= _words(text)
    return runs


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text))


def playground_cells(assignment: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """The names that each playground cell of an assignment binds, by the cell's text."""
    found = {}
    for cell in assignment["cells"]:
        if TAG in cell["metadata"].get("tags", ()):
            text = "".join(cell["source"]).strip()
            found[text] = names_bound(text)
    return found


def names_bound(source: str) -> frozenset[str]:
    """The global names that Python code binds: by itself, or by `global` in its functions."""
    top = symtable.symtable(source, "cell", "exec")
    names = {symbol.get_name() for symbol in top.get_symbols() if _is_bound(symbol)}
    scopes = list(top.get_children())
    for scope in scopes:
        scopes += scope.get_children()
        names |= {s.get_name() for s in scope.get_symbols() if s.is_global() and _is_bound(s)}
    return frozenset(names)


def _is_bound(symbol: symtable.Symbol) -> bool:
    return symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()
