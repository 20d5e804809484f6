"""What depends on where the book is published comes from one variable, ``BOOK_URL``.

Without it (a build on one's own machine) the pages hold no absolute address at all.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def use_address(app: Sphinx, config: Config) -> None:
    """Set every option that names the site's address from ``BOOK_URL``."""
    url = os.environ.get("BOOK_URL", "")
    config.notfound_urls_prefix = (urlsplit(url).path.rstrip("/") or "") + "/"
    if url:
        config.html_baseurl = config.ogp_site_url = url.rstrip("/") + "/"
        config.sitemap_url_scheme = "{link}"
        config.sitemap_excludes = ["search.html", "404.html"]


def setup(app: Sphinx) -> None:
    # Jupyter Book sets it for sphinx_comments, which loads third-party scripts and is left out.
    app.add_config_value("comments_config", {}, "env")
    if os.environ.get("BOOK_URL"):
        app.setup_extension("sphinx_sitemap")
    app.connect("config-inited", use_address, priority=100)
