"""Contacts and what they need; invitations and reminders; open links, posters and kiosks."""

from flask import Blueprint

from webapp.views.invitations import contacts, files, links, people, rounds, sending

blueprint = Blueprint("invitations", __name__, url_prefix="/programmes/<programme_key>")

for _topic in (rounds, sending, contacts, people, files, links):
    _topic.add_to(blueprint)
