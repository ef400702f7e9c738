"""Questionnaires that authors are working on."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base
from surveys.models.people import Account, Programme
from surveys.models.responses import QuestionnaireEdition


class QuestionnaireDraft(Base):
    """What the next edition of a questionnaire may become.

    `content` is what its TOML file would hold: a questionnaire that can be loaded at any time, without the questions
    about the person that `about_you` adds. It may hold translations of words that have changed since.
    """

    __tablename__ = "questionnaire_draft"
    __table_args__ = (UniqueConstraint("programme_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"))
    key: Mapped[str]
    content: Mapped[dict[str, Any]]
    revision: Mapped[int] = mapped_column()
    """Goes up with each change; a change that was begun on an earlier revision is refused."""
    changed_at_utc: Mapped[datetime]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey(QuestionnaireEdition.id, ondelete="SET NULL"))
    """The edition that it began as, or was last published as; None for a survey that was never published."""
    programme: Mapped[Programme] = relationship()
    changed_by: Mapped[Account] = relationship()
    based_on: Mapped[QuestionnaireEdition | None] = relationship()

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012  SQLAlchemy's own protocol
