"""The tables. Importing this package registers every one of them on `Base.metadata`."""

from surveys.models.audit import AuditEvent
from surveys.models.authoring import QuestionnaireDraft
from surveys.models.base import Base
from surveys.models.capture import Attendance, Contribution, ImportBatch, Note, Workshop, WorkshopPrompt
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
from surveys.models.fieldwork import ReferencePopulation, ReferenceShare
from surveys.models.invitations import (
    AnsweredInvitation,
    Contact,
    ContactImport,
    Invitation,
    InvitationMessage,
    InvitationRound,
)
from surveys.models.learning import LearnedVersion, LearningAnswer, LearningRequest, VersionStep
from surveys.models.paper import PaperBatch, PaperForm, PrintOrder
from surveys.models.people import Account, Programme, Provider, RoleGrant
from surveys.models.publication import Action, Finding, FindingTheme, Release
from surveys.models.responses import (
    AboutYou,
    Answer,
    Media,
    QuestionnaireEdition,
    Response,
    SealedDraft,
    Upload,
)
from surveys.models.review import Concern, ConcernEntry, ContributionReview, Decision
from surveys.models.subjects import (
    Look,
    LookRequest,
    ProposalExample,
    ProposalUptake,
    Subject,
    SubjectDismissal,
    SubjectMember,
    ThemeProposal,
)
from surveys.models.tagging import Codeframe, Redaction, Tag, TaggingRun, Theme, ThemeExample, ThemeMapping

__all__ = [
    "AboutYou",
    "Account",
    "Action",
    "Answer",
    "AnsweredInvitation",
    "Attendance",
    "AuditEvent",
    "Base",
    "Bid",
    "BidAnswer",
    "Codeframe",
    "Concern",
    "ConcernEntry",
    "Contact",
    "ContactImport",
    "Contribution",
    "ContributionReview",
    "Criterion",
    "CriterionTheme",
    "Decision",
    "Declaration",
    "Finding",
    "FindingTheme",
    "ImportBatch",
    "Invitation",
    "InvitationMessage",
    "InvitationRound",
    "LearnedVersion",
    "LearningAnswer",
    "LearningRequest",
    "Look",
    "LookRequest",
    "Lot",
    "LotMove",
    "Media",
    "Moderation",
    "Note",
    "PanelMember",
    "PaperBatch",
    "PaperForm",
    "PrintOrder",
    "Programme",
    "ProposalExample",
    "ProposalUptake",
    "Provider",
    "QuestionnaireDraft",
    "QuestionnaireEdition",
    "Redaction",
    "ReferencePopulation",
    "ReferenceShare",
    "Release",
    "Response",
    "RoleGrant",
    "Score",
    "SealedDraft",
    "Subject",
    "SubjectDismissal",
    "SubjectMember",
    "Tag",
    "TaggingRun",
    "Theme",
    "ThemeExample",
    "ThemeMapping",
    "ThemeProposal",
    "Upload",
    "VersionStep",
    "Workshop",
    "WorkshopPrompt",
]
