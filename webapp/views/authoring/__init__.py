"""The author's desk: surveys made, changed, checked, tried out and published by people who do not code."""

from flask import Blueprint

from webapp.views.authoring import (
    checking,
    clips,
    easy_read,
    files,
    preview,
    publishing,
    questions,
    routes,
    sections,
    surveys,
    translations,
)

blueprint = Blueprint("authoring", __name__, url_prefix="/programmes/<programme_key>/surveys")

for _topic in (
    surveys,
    files,
    sections,
    questions,
    easy_read,
    clips,
    routes,
    translations,
    checking,
    preview,
    publishing,
):
    _topic.add_to(blueprint)
