"""Writing down who did what."""

from datetime import datetime

from sqlalchemy.orm import Session

from surveys.models import Account, AuditEvent, Base, Programme


def record_act(
    session: Session,
    act: str,
    *,
    by: Account | None,
    at: datetime,
    programme: Programme | None = None,
    subject: Base | None = None,
) -> None:
    """Add one line to the audit trail; `act` is a verb and a noun such as `publish release`, never personal words."""
    session.add(
        AuditEvent(
            at_utc=at,
            account_id=by.id if by else None,
            programme_id=programme.id if programme else None,
            act=act,
            subject_kind=subject.__tablename__ if subject is not None else "",
            subject_id=getattr(subject, "id", None),
        )
    )
