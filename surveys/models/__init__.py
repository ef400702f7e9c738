"""The tables. Importing this package registers every one of them on `Base.metadata`."""

from surveys.models.audit import AuditEvent
from surveys.models.base import Base
from surveys.models.capture import (
    Answer,
    Attendance,
    Contribution,
    Draft,
    ImportBatch,
    Note,
    QuestionnaireEdition,
    Response,
    Workshop,
    WorkshopPrompt,
)
from surveys.models.evaluation import (
    Bid,
    BidAnswer,
    Criterion,
    CriterionTheme,
    Declaration,
    Lot,
    LotMove,
    Moderation,
    PanelMember,
    Score,
)
from surveys.models.people import Account, Programme, Provider, RoleGrant
from surveys.models.publication import Action, Finding, FindingTheme, Release
from surveys.models.review import Concern, ConcernEntry, ContributionReview, Decision
from surveys.models.tagging import Codeframe, Redaction, Tag, TaggingRun, Theme

__all__ = [
    "Account",
    "Action",
    "Answer",
    "Attendance",
    "AuditEvent",
    "Base",
    "Bid",
    "BidAnswer",
    "Codeframe",
    "Concern",
    "ConcernEntry",
    "Contribution",
    "ContributionReview",
    "Criterion",
    "CriterionTheme",
    "Decision",
    "Declaration",
    "Draft",
    "Finding",
    "FindingTheme",
    "ImportBatch",
    "Lot",
    "LotMove",
    "Moderation",
    "Note",
    "PanelMember",
    "Programme",
    "Provider",
    "QuestionnaireEdition",
    "Redaction",
    "Release",
    "Response",
    "RoleGrant",
    "Score",
    "Tag",
    "TaggingRun",
    "Theme",
    "Workshop",
    "WorkshopPrompt",
]
