"""Paper and telephone: prints to order, forms to key in batches, and calls to make."""

from flask import Blueprint

from webapp.views.paper import batches, checking, keying, listing, phoning, printing

__all__ = ["batches", "blueprint", "checking", "keying", "listing", "phoning", "printing"]

blueprint = Blueprint("paper", __name__, url_prefix="/programmes/<programme_key>/paper")

for topic in (listing, printing, batches, keying, checking, phoning):
    topic.add_to(blueprint)
