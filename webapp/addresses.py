"""Addresses of pages for e-mails, letters and posters, which are made where there is no request, too."""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app, request


def site_address() -> str:
    """Give where people find the pages: the setting `SAID_ADDRESS`, or wherever this request came to."""
    return str(current_app.config["ADDRESS"] or request.url_root.rstrip("/"))


def page_address(site: str, endpoint: str, **values: Any) -> str:
    """Give the whole address of a page below `site`, such as https://surveys.example.org."""
    parts = urlsplit(site)
    adapter = current_app.url_map.bind(parts.netloc, script_name=parts.path or "/", url_scheme=parts.scheme)
    return adapter.build(endpoint, values, force_external=True)
