"""Themes that people propose because of a subject nobody asked about, and how they come into a codeframe."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from surveys.models import (
    Account,
    Codeframe,
    Concern,
    Contribution,
    Look,
    LookRequest,
    Programme,
    ProposalExample,
    ProposalUptake,
    Subject,
    SubjectMember,
    ThemeProposal,
)
from surveys.summaries.subjects import Said, list_said
from surveys.tagging.new_themes import NewTheme, define_codeframe, extend_codeframe, write_new_themes
from surveys.tagging.own_codeframes import list_editions, propose_codeframe

MOST_EXAMPLES = 12
"""Contributions nearest to the middle of a subject among which examples of a theme are chosen."""


@dataclass(frozen=True, slots=True)
class ProposalState:
    """A proposal, and the edition in which its theme stands: in use, to be checked, or None."""

    proposal: ThemeProposal
    edition: Codeframe | None

    @property
    def is_in_use(self) -> bool:
        """Tell whether the theme is looked for today."""
        return self.edition is not None and self.edition.used_from_utc is not None


def list_quotable(session: Session, subject: Subject) -> list[Said]:
    """List contributions about a subject whose words may stand in a codeframe, nearest to its middle first.

    These are words of people who agreed to be quoted, about which no concern was raised.
    """
    quotable = set(
        session.scalars(
            select(SubjectMember.contribution_id)
            .join(Contribution, Contribution.id == SubjectMember.contribution_id)
            .where(
                SubjectMember.subject_id == subject.id,
                Contribution.has_quote_consent,
                ~exists().where(Concern.contribution_id == Contribution.id),
            )
        )
    )
    said = list_said(session, subject, most=5 * MOST_EXAMPLES)
    return [each for each in said if each.contribution.id in quotable and each.words][:MOST_EXAMPLES]


def propose_theme(
    session: Session, subject: Subject, theme: NewTheme, *, examples: Sequence[Said], by: Account, at: datetime
) -> ThemeProposal:
    """Propose a theme because of a subject; `examples` are chosen among the quotable ones.

    Raises:
        InvalidCodeframe: something is wrong with the theme.
    """
    define_codeframe([theme], title=theme.title, key="proposed", edition="1")
    proposal = ThemeProposal(
        subject_id=subject.id,
        title=theme.title,
        statement=theme.statement,
        include=theme.include,
        leave_out=theme.leave_out,
        proposed_by_id=by.id,
        proposed_at_utc=at,
    )
    proposal.examples = [
        ProposalExample(position=number, contribution_id=each.contribution.id, text=each.words or "")
        for number, each in enumerate(examples, start=1)
    ]
    session.add(proposal)
    session.flush()
    return proposal


def list_proposals(session: Session, programme: Programme) -> list[ProposalState]:
    """List the themes proposed in a programme, the newest first."""
    query = (
        select(ThemeProposal)
        .join(Subject, Subject.id == ThemeProposal.subject_id)
        .join(Look, Look.id == Subject.look_id)
        .join(LookRequest, LookRequest.id == Look.request_id)
        .where(LookRequest.programme_id == programme.id)
        .options(
            joinedload(ThemeProposal.proposed_by),
            selectinload(ThemeProposal.examples),
            selectinload(ThemeProposal.uptakes),
        )
        .order_by(ThemeProposal.id.desc())
    )
    editions = list_current_editions(session, programme)
    return [ProposalState(each, _find_edition(each, editions)) for each in session.scalars(query)]


def list_current_editions(session: Session, programme: Programme) -> list[Codeframe]:
    """List the editions of the programme's own codeframes that are in use or to be checked, the newest first."""
    return [each for each in list_editions(session, programme) if each.used_until_utc is None]


def list_bases(session: Session, programme: Programme) -> list[Codeframe]:
    """List the editions that a theme can be added to: of each own codeframe the one to be checked, else that in use."""
    newest: dict[str, Codeframe] = {}
    for each in list_current_editions(session, programme):
        newest.setdefault(each.key, each)
    return sorted(newest.values(), key=lambda frame: frame.key)


def take_up(
    session: Session, proposal: ThemeProposal, into: Codeframe | str, *, edition: str, by: Account, at: datetime
) -> Codeframe:
    """Put a proposed theme into a new edition of a codeframe, or of a new one with that title, to be checked there.

    Raises:
        InvalidCodeframe: the theme is there already, or something is wrong with title or edition.
    """
    theme = theme_of(proposal)
    if isinstance(into, Codeframe):
        definition = extend_codeframe(into, theme, edition=edition)
    else:
        definition = define_codeframe([theme], title=into, edition=edition)
    programme = session.get_one(Programme, proposal.subject.look.request.programme_id)
    codeframe = propose_codeframe(session, programme, definition)
    session.add(
        ProposalUptake(
            proposal_id=proposal.id,
            codeframe_key=definition.key,
            edition=definition.edition,
            theme_key=definition.themes[-1].key,
            taken_by_id=by.id,
            taken_at_utc=at,
        )
    )
    session.flush()
    return codeframe


def write_proposals(proposals: Collection[ThemeProposal], *, kind: str, edition: str) -> bytes:
    """Write proposed themes as a codeframe file, TOML or CSV.

    Raises:
        InvalidCodeframe: there are too many.
    """
    return write_new_themes(map(theme_of, proposals), title="Proposed themes", edition=edition, kind=kind)


def theme_of(proposal: ThemeProposal) -> NewTheme:
    """Give the theme that is proposed."""
    examples = tuple(each.text for each in proposal.examples)
    return NewTheme(proposal.title, proposal.statement, proposal.include, proposal.leave_out, examples)


def _find_edition(proposal: ThemeProposal, editions: Sequence[Codeframe]) -> Codeframe | None:
    """Find where a proposed theme stands; in use goes before to be checked."""
    taken = {(each.codeframe_key, each.theme_key) for each in proposal.uptakes}
    found = [frame for frame in editions if any((frame.key, theme.key) in taken for theme in frame.themes)]
    return min(found, key=lambda frame: frame.used_from_utc is None, default=None)
