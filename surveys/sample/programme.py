"""Loading and removing the sample programme."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from surveys.models import Account, AuditEvent, Programme, RoleGrant
from surveys.sample.accounts import DOMAIN, add_sample_accounts
from surveys.sample.findings import add_sample_findings
from surveys.sample.people import add_sample_people
from surveys.sample.reviews import add_sample_reviews
from surveys.sample.tender import add_sample_tender
from surveys.sample.voices import add_sample_voices
from surveys.tagging.codeframes import load_codeframes
from surveys.tagging.runs import Taggers, tag_waiting

KEY = "aldermere-home-care"
SMALL_NUMBER = 5
"""Lower than the usual 8, so that 150 people's words fill the pages; they are invented and have no secrets."""


def load_sample(session: Session, taggers: Taggers, *, password_hash: str, at: datetime) -> Programme:
    """Add the sample programme: people's words, tagged; a tender in progress; findings and a release."""
    load_codeframes(session)
    programme = Programme(
        key=KEY,
        title="Home care and reablement in Aldermere",
        council="Aldermere Council",
        is_sample=True,
        small_number=SMALL_NUMBER,
        created_at_utc=at,
    )
    session.add(programme)
    session.flush()
    accounts = add_sample_accounts(session, programme, password_hash=password_hash)
    add_sample_voices(session, programme, facilitator=accounts[f"facilitator{DOMAIN}"])
    add_sample_people(session, programme, by=accounts[f"lead{DOMAIN}"], at=at)
    while tag_waiting(session, taggers, at=at):
        session.expire_all()
    add_sample_reviews(session, programme, reviewer=accounts[f"reviewer{DOMAIN}"], at=at)
    add_sample_tender(session, programme, accounts, at=at)
    add_sample_findings(session, programme, by=accounts[f"lead{DOMAIN}"], at=at)
    return programme


def remove_sample(session: Session, programme: Programme) -> None:
    """Remove a sample programme with all that was done in it, and accounts that belong to it alone."""
    session.execute(delete(Programme).where(Programme.id == programme.id, Programme.is_sample))
    alone = select(Account.id).where(
        Account.email.endswith(DOMAIN), ~select(RoleGrant.id).where(RoleGrant.account_id == Account.id).exists()
    )
    session.execute(delete(AuditEvent).where(AuditEvent.account_id.in_(alone)))
    session.execute(delete(Account).where(Account.id.in_(alone)))
    session.expire_all()
