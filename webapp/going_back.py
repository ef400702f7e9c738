"""Addresses to go back to that come with a request: only ever a page of this site."""

import re

from flask import request, url_for

_OWN = re.compile(r"/(?![/\\])[^\\\x00-\x20]*")
"""A path, perhaps with a query. Browsers read \\ as / and skip tabs and line breaks, so neither may stand in it."""


def way_back(name: str, *, otherwise: str) -> str:
    """Give the address that the query holds under a name if it is one of ours, else that of an endpoint."""
    wanted = request.args.get(name, "")
    return wanted if _OWN.fullmatch(wanted) else url_for(otherwise)
