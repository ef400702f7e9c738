"""Reading what people decided: lessons to learn from, and blind readings that are only measured on."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, exists, or_, select
from sqlalchemy.orm import Session

from surveys.learning.lessons import Reach, Verdict, latest_of, teach
from surveys.models import Codeframe, Contribution, ContributionReview, Decision, Programme, Tag, TaggingRun, Theme
from surveys.review.shares import is_drawn_blind
from surveys.tagging.codeframe_files import definition_of
from surveys.tagging.codeframes import list_library, list_own, themes_by_key
from surveys.tagging.learning import Comment, Task, Taught
from surveys.tagging.runs import name_frames
from surveys.tagging.versions import PIPELINE_VERSION, find_live
from surveys.values import Group, Language


@dataclass(frozen=True)
class Evidence:
    """All that a version is made from, read at one moment; learning from it needs no database."""

    task: Task
    frames: str
    decision_count: int
    live_id: int | None

    @property
    def sha256(self) -> str:
        """Name the evidence: the same as long as nobody decides anything new."""
        parts = [[_plain(each) for each in taught] for taught in (self.task.lessons, self.task.audit)]
        return hashlib.sha256(json.dumps([PIPELINE_VERSION, self.frames, *parts]).encode()).hexdigest()


@dataclass(frozen=True)
class Audited:
    """A contribution that was read blind, with what was found in it."""

    contribution_id: int
    taught: Taught


@dataclass(frozen=True)
class _Decided:
    """A verdict with when it was made and whether the machine's tags were in view."""

    verdict: Verdict
    at: datetime
    had_seen_suggestion: bool


def gather(session: Session, programme: Programme) -> Evidence:
    """Read everything that a programme's next version is made from."""
    own = list_own(session, programme.id)
    frames = name_frames(own)
    live = find_live(session, programme.id, frames=frames)
    records = _Records(session, programme)
    lessons = list(records.lessons())
    return Evidence(
        Task(
            own=tuple(map(definition_of, own)),
            lessons=tuple(taught for taught, _ in lessons),
            audit=tuple(each.taught for each in records.audited()),
            current=live.data if live else None,
        ),
        frames=frames,
        decision_count=sum(count for _, count in lessons),
        live_id=live.id if live else None,
    )


def list_audited(session: Session, programme: Programme) -> list[Audited]:
    """List what was read blind and finished, oldest first."""
    return list(_Records(session, programme).audited())


class _Records:
    """A programme's decisions and finished reviews, read once."""

    def __init__(self, session: Session, programme: Programme) -> None:
        self._session, self._programme = session, programme
        self._known = frozenset(themes_by_key(session, programme))
        self._library = frozenset(theme.key for frame in list_library(session) for theme in frame.themes)
        used = select(Codeframe).where(Codeframe.programme_id == programme.id, Codeframe.used_from_utc.is_not(None))
        self._editions = list(session.scalars(used))
        self._decided = self._read_decisions()
        self._reviews = self._read_reviews()

    def lessons(self) -> Iterator[tuple[Taught, int]]:
        """Give each lesson with the number of decisions in it; what is drawn to be read blind never teaches."""
        suggested = self._read_suggestions()
        for row in self._read_contributions(blind=False):
            verdicts = [each.verdict for each in self._decided[row.id]]
            review = self._reviews.get(row.id)
            at = review.reviewed_at_utc if review else None
            shown = {theme for theme, tagged_at in suggested[row.id] if at is not None and tagged_at <= at}
            untouched = frozenset(shown - {verdict.theme for verdict in verdicts})
            taught = teach(_comment(row), verdicts, Reach(self._known, self._themes_at(at), untouched))
            if taught is not None:
                yield taught, len(latest_of(verdicts))

    def audited(self) -> Iterator[Audited]:
        """Give what was found blind, before the machine's tags were shown."""
        for row in self._read_contributions(blind=True):
            review = self._reviews.get(row.id)
            if review is None or not review.is_blind:
                continue
            at = review.reviewed_at_utc
            made = [it for it in self._decided[row.id] if it.at <= at and not it.had_seen_suggestion]
            taught = teach(_comment(row), [it.verdict for it in made], Reach(self._known, self._themes_at(at)))
            if taught is not None:
                yield Audited(row.id, taught)

    def _themes_at(self, at: datetime | None) -> frozenset[str]:
        """Give the themes that people looked for at an instant."""
        if at is None:
            return frozenset()
        own = [each for each in self._editions if _is_used(each, at)]
        return self._library | {theme.key for frame in own for theme in frame.themes}

    def _read_decisions(self) -> dict[int, list[_Decided]]:
        """Read every decision by its contribution, in the order in which they were made."""
        query = (
            select(Tag, Theme.key, Decision)
            .join(Decision, Decision.tag_id == Tag.id)
            .join(Theme, Theme.id == Tag.theme_id)
            .join(Contribution, Contribution.id == Tag.contribution_id)
            .where(Contribution.programme_id == self._programme.id)
            .order_by(Decision.id)
        )
        found: dict[int, list[_Decided]] = defaultdict(list)
        for tag, key, it in self._session.execute(query):
            verdict = Verdict(tag.id, key, tag.stance, tag.start, tag.end, it.outcome)
            found[tag.contribution_id].append(_Decided(verdict, it.decided_at_utc, it.had_seen_suggestion))
        return found

    def _read_reviews(self) -> dict[int, ContributionReview]:
        """Read the first review that was finished of each contribution."""
        query = (
            select(ContributionReview)
            .join(Contribution, Contribution.id == ContributionReview.contribution_id)
            .where(Contribution.programme_id == self._programme.id)
            .order_by(ContributionReview.id.desc())
        )
        return {review.contribution_id: review for review in self._session.scalars(query)}

    def _read_suggestions(self) -> dict[int, list[tuple[str, datetime]]]:
        """Read which themes the machine suggested, and when, on contributions that somebody has finished."""
        query = (
            select(Tag.contribution_id, Theme.key, TaggingRun.tagged_at_utc)
            .join(TaggingRun, TaggingRun.id == Tag.run_id)
            .join(Theme, Theme.id == Tag.theme_id)
            .join(Contribution, Contribution.id == Tag.contribution_id)
            .where(
                Contribution.programme_id == self._programme.id,
                exists().where(ContributionReview.contribution_id == Contribution.id),
            )
        )
        found: dict[int, list[tuple[str, datetime]]] = defaultdict(list)
        for contribution_id, key, at in self._session.execute(query):
            found[contribution_id].append((key, at))
        return found

    def _read_contributions(self, *, blind: bool) -> Sequence[Row[int, str, Group, str | None]]:
        """Read the contributions that somebody decided on or finished, oldest first.

        Only those in English: of others the tagger says nothing, so it neither learns from them nor is judged by them.
        """
        was_decided = exists().where(Decision.tag_id == Tag.id, Tag.contribution_id == Contribution.id)
        was_finished = exists().where(ContributionReview.contribution_id == Contribution.id)
        drawn = is_drawn_blind()
        query = select(Contribution.id, Contribution.text, Contribution.group, Contribution.question).where(
            Contribution.programme_id == self._programme.id,
            Contribution.language == Language.ENGLISH,
            or_(was_decided, was_finished),
            drawn if blind else ~drawn,
        )
        return self._session.execute(query.order_by(Contribution.id)).all()


def _is_used(codeframe: Codeframe, at: datetime) -> bool:
    """Tell whether an own codeframe was in use at an instant."""
    begun, over = codeframe.used_from_utc, codeframe.used_until_utc
    return begun is not None and begun <= at and (over is None or at < over)


def _comment(row: Row[int, str, Group, str | None]) -> Comment:
    """Give the words with who said them and what was asked, which are evidence too."""
    return Comment(row.text, group=row.group.value, question=row.question)


def _plain(taught: Taught) -> list[object]:
    """Give a lesson in a form that is always written the same way."""
    labels = [[label.theme, label.stance.value, label.start, label.end] for label in taught.labels]
    comment = taught.comment
    return [comment.text, comment.group, comment.question, labels, sorted(taught.judged)]
