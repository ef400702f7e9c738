"""Messages on their way: claimed before they are sent, so that none is sent twice; then settled.

A reminder that was sent leaves only a number behind. Who got one and who did not would divide those who answered
into early and late ones, and so lead from a person to a few responses.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, exists, func, or_, select, update
from sqlalchemy.orm import Session, contains_eager, joinedload

from surveys.models import AnsweredInvitation, Contact, Invitation, InvitationMessage, InvitationRound
from surveys.values import MailFailure, MessageState, Reach

SENDING_TAKES = timedelta(minutes=10)
"""A message claimed for longer was cut off: nobody knows whether it went out."""


@dataclass(frozen=True)
class RoundCounts:
    """Where the messages of a round stand."""

    waiting: dict[Reach, int]
    sent: int
    failed: int
    uncertain: int

    @property
    def is_over(self) -> bool:
        """Tell whether nothing is left to be sent or decided."""
        return not self.failed and not self.uncertain and not any(self.waiting.values())


def claim_next(session: Session, *, at: datetime) -> InvitationMessage | None:
    """Take the next e-mail that waits, and mark it; the caller commits before sending it.

    Those who answered or opted out since get nothing. On PostgreSQL several workers may claim at once.
    """
    drop_unwanted(session)
    waiting = (InvitationMessage.state == MessageState.WAITING, InvitationMessage.reach == Reach.EMAIL)
    row = joinedload(InvitationMessage.round, innerjoin=True).joinedload(InvitationRound.edition, innerjoin=True)
    contact = joinedload(InvitationMessage.invitation, innerjoin=True).joinedload(Invitation.contact, innerjoin=True)
    query = select(InvitationMessage).where(*waiting).order_by(InvitationMessage.id).limit(1).options(row, contact)
    message = session.scalar(query.with_for_update(skip_locked=True, of=InvitationMessage))
    if message is not None:
        message.state, message.claimed_at_utc = MessageState.SENDING, at
        session.flush()
    return message


def drop_unwanted(session: Session) -> None:
    """Drop the messages that wait for people who opted out, and the reminders for those who answered meanwhile."""
    opted_out = select(Invitation.id).join(Contact).where(Contact.opted_out_on.is_not(None))
    reminders = select(InvitationRound.id).where(InvitationRound.reminder_of_id.is_not(None))
    answered = select(AnsweredInvitation.invitation_id)
    session.execute(
        delete(InvitationMessage)
        .where(InvitationMessage.state == MessageState.WAITING)
        .where(
            or_(
                InvitationMessage.invitation_id.in_(opted_out),
                InvitationMessage.round_id.in_(reminders) & InvitationMessage.invitation_id.in_(answered),
            )
        )
        .execution_options(synchronize_session=False)
    )


def note_cut_off(session: Session, *, at: datetime) -> int:
    """Mark the messages whose sending was cut off as uncertain; returns how many."""
    cut_off = (InvitationMessage.state == MessageState.SENDING, InvitationMessage.claimed_at_utc < at - SENDING_TAKES)
    changed = {"state": MessageState.UNCERTAIN, "failure": MailFailure.CUT_OFF, "claimed_at_utc": None}
    keys = list(session.scalars(select(InvitationMessage.id).where(*cut_off)))
    if keys:
        session.execute(update(InvitationMessage).where(InvitationMessage.id.in_(keys)).values(changed))
    return len(keys)


def settle_sent(session: Session, messages: Sequence[InvitationMessage], *, on: date) -> None:
    """Note that messages went out."""
    for row, count in Counter(message.round for message in messages).items():
        session.execute(
            update(InvitationRound)
            .where(InvitationRound.id == row.id)
            .values(sent_count=InvitationRound.sent_count + count)
        )
    for message in messages:
        if message.round.reminder_of_id is not None:
            session.delete(message)
        else:
            message.state, message.settled_on = MessageState.SENT, on
            message.failure = message.claimed_at_utc = None
    session.flush()


def settle_failed(session: Session, message: InvitationMessage, failure: MailFailure, *, on: date) -> None:
    """Note why a message did not go out; one whose end nobody saw is uncertain, since it may have gone out."""
    is_uncertain = failure is MailFailure.CUT_OFF
    message.state = MessageState.UNCERTAIN if is_uncertain else MessageState.FAILED
    message.failure, message.claimed_at_utc, message.settled_on = failure, None, on
    session.flush()


def put_back(session: Session, message: InvitationMessage, failure: MailFailure) -> None:
    """Let a message wait again: it was not handed over to anybody."""
    message.state, message.failure, message.claimed_at_utc = MessageState.WAITING, failure, None
    session.flush()


def retry(session: Session, row: InvitationRound, state: MessageState) -> int:
    """Let all messages of a round that failed, or are uncertain, wait again; returns how many.

    Those reached in another way now get it that way.
    """
    messages = list_messages(session, row, state)
    for message in messages:
        message.state, message.failure, message.settled_on = MessageState.WAITING, None, None
        message.reach = message.invitation.contact.reach
    session.flush()
    return len(messages)


def settle_round(session: Session, row: InvitationRound, state: MessageState, reach: Reach | None, *, on: date) -> int:
    """Note that messages of a round in one state, and of one way to reach people, went out; returns how many."""
    drop_unwanted(session)
    messages = list_messages(session, row, state, reach=reach)
    settle_sent(session, messages, on=on)
    return len(messages)


def list_messages(
    session: Session, row: InvitationRound, state: MessageState, *, reach: Reach | None = None
) -> list[InvitationMessage]:
    """List the messages of a round in one state with their people, by name."""
    query = select(InvitationMessage).join(InvitationMessage.invitation).join(Invitation.contact)
    query = query.where(InvitationMessage.round_id == row.id, InvitationMessage.state == state)
    if reach is not None:
        query = query.where(InvitationMessage.reach == reach)
    loaded = contains_eager(InvitationMessage.invitation).contains_eager(Invitation.contact)
    return list(session.scalars(query.options(loaded).order_by(func.lower(Contact.name), Contact.id)))


def list_wanted(session: Session, row: InvitationRound, reach: Reach) -> list[InvitationMessage]:
    """List the letters, or calls, of a round that wait: not for those who opted out or were reminded in vain."""
    answered = exists().where(AnsweredInvitation.invitation_id == InvitationMessage.invitation_id)
    has_answered = set(session.scalars(select(InvitationMessage.id).where(answered)))
    return [
        message
        for message in list_messages(session, row, MessageState.WAITING, reach=reach)
        if message.invitation.contact.opted_out_on is None
        and (row.reminder_of_id is None or message.id not in has_answered)
    ]


def count_round(session: Session, row: InvitationRound) -> RoundCounts:
    """Count the messages of a round by where they stand; those being sent count as waiting."""
    query = select(InvitationMessage.state, InvitationMessage.reach, func.count())
    grouped = query.where(InvitationMessage.round_id == row.id).group_by(
        InvitationMessage.state, InvitationMessage.reach
    )
    waiting, others = dict.fromkeys(Reach, 0), dict.fromkeys(MessageState, 0)
    for state, reach, count in session.execute(grouped):
        if state in {MessageState.WAITING, MessageState.SENDING}:
            waiting[reach] += count
        else:
            others[state] += count
    return RoundCounts(waiting, row.sent_count, others[MessageState.FAILED], others[MessageState.UNCERTAIN])


def list_history(session: Session, contact: Contact) -> list[InvitationMessage]:
    """List the invitations that a contact got or is to get, the oldest first; reminders that were sent are not kept."""
    query = select(InvitationMessage).join(Invitation).where(Invitation.contact_id == contact.id)
    return list(session.scalars(query.order_by(InvitationMessage.id)))


def is_waiting(session: Session) -> bool:
    """Tell whether an e-mail waits, or was claimed and not settled."""
    states = (MessageState.WAITING, MessageState.SENDING)
    query = select(InvitationMessage.id).where(
        InvitationMessage.state.in_(states), InvitationMessage.reach == Reach.EMAIL
    )
    return session.scalar(query.limit(1)) is not None
