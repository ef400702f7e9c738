"""Who can sign in to the sample programme."""

from sqlalchemy.orm import Session

from surveys.models import Account, Programme
from surveys.people import add_account, find_account, grant_roles
from surveys.values import Role

PASSWORD = "tea-and-a-biscuit"  # noqa: S105  printed for everybody who tries the sample
DOMAIN = "@sample.example"

_PEOPLE: tuple[tuple[str, str, str, tuple[Role, ...]], ...] = (
    ("lead", "Imara Holt", "Programme lead", (Role.PROGRAMME_LEAD,)),
    ("facilitator", "Owen Tarrick", "Facilitator", (Role.FACILITATOR,)),
    ("reviewer", "Bea Lumsden", "Reviewer", (Role.REVIEWER,)),
    ("panel.chair", "Dilys Marchbank", "Chair of the panel", (Role.CHAIR, Role.PANEL_MEMBER)),
    ("panel.one", "Kofi Aldous", "Panel member", (Role.PANEL_MEMBER,)),
    ("panel.two", "Ruth Penhale", "Panel member", (Role.PANEL_MEMBER,)),
    ("panel.ee", "Stan Whitlow", "Panel member, expert by experience", (Role.PANEL_MEMBER,)),
    ("administrator", "Noor Bexley", "Administrator", (Role.ADMINISTRATOR,)),
)

SIGN_INS = tuple((f"{user}{DOMAIN}", what) for user, _, what, _ in _PEOPLE)
"""E-mail address and what the person is there."""


def add_sample_accounts(session: Session, programme: Programme, *, password_hash: str) -> dict[str, Account]:
    """Add the sample's accounts with their roles; returns them by e-mail address."""
    accounts = {}
    for user, name, _, roles in _PEOPLE:
        email = f"{user}{DOMAIN}"
        account = find_account(session, email)
        if account is None:
            account = add_account(session, email=email, name=name, password_hash=password_hash)
        grant_roles(session, account, programme, roles=roles)
        accounts[email] = account
    return accounts
