"""Sending the e-mails that wait: `said send`."""

import logging
from pathlib import Path

import click

from webapp.commands.opening import instance_option, make_ready
from webapp.sending import Postman


@click.command()
@instance_option
def send(instance: Path) -> None:
    """Send the e-mails that wait, then stop. The worker does the same by itself.

    How they are sent is set in the environment:

    \b
    SAID_MAIL=outbox                                    files in the folder outbox of the instance; the default
    SAID_MAIL=smtp://USER:PASSWORD@HOST:PORT            a mail server; encrypted as soon as it offers that
    SAID_MAIL=smtps://USER:PASSWORD@HOST:PORT           a mail server that is encrypted from the start
    SAID_MAIL=notify:API_KEY:TEMPLATE_ID                GOV.UK Notify, with the template ((subject)) and ((body))
    SAID_MAIL_FROM=surveys@example.org                  the address that e-mails come from
    SAID_ADDRESS=https://surveys.example.org            where people find the pages; links begin with it
    """  # noqa: D301  the mark keeps the lines apart
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    postman, count = Postman(), 0
    with make_ready(instance).app_context():
        while postman.send_next():
            count += 1
    click.echo(f"{count} messages sent or settled.")
