"""Programmes, the staff who work on them, and the providers who bid."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base, named
from surveys.values import Role


class Programme(Base):
    """One piece of commissioning people are consulted on; owns all content."""

    __tablename__ = "programme"
    __table_args__ = (CheckConstraint("small_number BETWEEN 2 AND 100", name="small_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    council: Mapped[str]
    is_sample: Mapped[bool] = mapped_column(default=False)
    small_number: Mapped[int] = mapped_column(default=8)
    """Counts from 1 to one below this are suppressed wherever they would be shown."""
    created_at_utc: Mapped[datetime]


class Account(Base):
    """A member of staff, or of a panel, who signs in."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    is_active: Mapped[bool] = mapped_column(default=True)
    grants: Mapped[list["RoleGrant"]] = relationship(back_populates="account", cascade="all, delete-orphan")


class RoleGrant(Base):
    """One role of one account in one programme."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("account_id", "programme_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(Account.id, ondelete="CASCADE"))
    programme_id: Mapped[int] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(named(Role))
    account: Mapped[Account] = relationship(back_populates="grants")
    programme: Mapped[Programme] = relationship()


class Provider(Base):
    """An organisation that offers home care."""

    __tablename__ = "provider"
    __table_args__ = (UniqueConstraint("programme_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"))
    key: Mapped[str]
    name: Mapped[str]
