"""Who did what to which row, and when. Never holds personal words."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from surveys.models.base import Base
from surveys.models.people import Account, Programme


class AuditEvent(Base):
    """One act by one account; rows are only ever added."""

    __tablename__ = "audit_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at_utc: Mapped[datetime] = mapped_column(index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))
    programme_id: Mapped[int | None] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"))
    act: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[int | None]
