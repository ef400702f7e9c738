"""Programmes, accounts and their roles."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from surveys.models import Account, Programme, RoleGrant
from surveys.values import Role

_BY_KEY = select(Programme).where(Programme.key == bindparam("key"))
"""Made once: asked for on every page."""


def find_programme(session: Session, key: str) -> Programme | None:
    """Find a programme by its key."""
    return session.scalar(_BY_KEY, {"key": key})


def list_programmes(session: Session) -> list[Programme]:
    """List all programmes, oldest first."""
    return list(session.scalars(select(Programme).order_by(Programme.id)))


def find_account(session: Session, email: str) -> Account | None:
    """Find an account by its e-mail address, whatever its case."""
    return session.scalar(select(Account).where(Account.email == email.strip().lower()))


def add_account(session: Session, *, email: str, name: str, password_hash: str) -> Account:
    """Add an account that may sign in."""
    account = Account(email=email.strip().lower(), name=name, password_hash=password_hash)
    session.add(account)
    session.flush()
    return account


def grant_roles(session: Session, account: Account, programme: Programme, *, roles: Iterable[Role]) -> None:
    """Give an account roles in a programme; those it has already stay."""
    held = roles_of(account, programme)
    for role in roles:
        if role not in held:
            account.grants.append(RoleGrant(programme_id=programme.id, role=role))
    session.flush()


def roles_of(account: Account, programme: Programme) -> set[Role]:
    """Say which roles an account holds in a programme."""
    return {grant.role for grant in account.grants if grant.programme_id == programme.id}


def list_programmes_of(session: Session, account: Account) -> list[Programme]:
    """List the programmes in which an account has any role, oldest first."""
    query = select(Programme).join(RoleGrant, RoleGrant.programme_id == Programme.id)
    return list(session.scalars(query.where(RoleGrant.account_id == account.id).distinct().order_by(Programme.id)))
