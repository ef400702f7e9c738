"""Rounds of invitations and reminders: written, their words, looked at, let go."""

from flask import Blueprint, abort, flash, redirect, render_template
from werkzeug.wrappers import Response

from surveys.capture.answered import count_answered
from surveys.capture.contact_imports import list_imports
from surveys.capture.contacts import count_contacts, list_due_reviews
from surveys.capture.editions import is_open, list_open_editions
from surveys.capture.invitations import (
    drop_round,
    list_rounds,
    plan_round,
    release_round,
    set_text,
    write_round,
)
from surveys.errors import AlreadyReleased, InvalidMessage, NobodyToInvite
from surveys.models import InvitationRound
from surveys.summaries.suppression import show_count
from surveys.values import Format, Group, Language
from webapp.addresses import site_address
from webapp.clock import now, today
from webapp.extensions import db
from webapp.forms.invitations import ReleaseForm, ReminderForm, RoundForm, WordsForm
from webapp.look import NAMES
from webapp.mail.texts import text_of
from webapp.security import current_account, current_programme
from webapp.sending import transport
from webapp.views.invitations.access import current_edition, current_round, facilitators_too, leads, page, record
from webapp.views.invitations.sending import secret, show_released


@facilitators_too
def show_all(programme_key: str) -> str:
    """Show the contacts in numbers, and each open survey with its rounds and its open link."""
    programme = current_programme()
    editions = list_open_editions(db.session, programme, on=today())
    answered = {each.id: count_answered(db.session, each) for each in editions}
    return render_template(
        "invitations/list.html",
        count=count_contacts(db.session, programme),
        due_count=len(list_due_reviews(db.session, programme, on=today())),
        files=list_imports(db.session, programme),
        editions=[(each, list_rounds(db.session, each)) for each in editions],
        answered={key: show_count(count, threshold=programme.small_number) for key, count in answered.items()},
    )


@leads
def write(programme_key: str, survey_key: str) -> str | Response:
    """Begin a round for the people of some groups who were not invited to a survey yet."""
    edition = current_edition()
    form = RoundForm(data={"groups": [edition.group.value]})
    if form.validate_on_submit():
        row = write_round(
            db.session, edition, title=form.title.data or "", groups=form.chosen(), by=current_account(), at=now()
        )
        db.session.commit()
        return redirect(page("show_round", round_id=row.id))
    return render_template("invitations/write.html", form=form, edition=edition)


@leads
def remind(programme_key: str, round_id: int) -> str | Response:
    """Begin a reminder for those of a round who have not answered."""
    row = current_round()
    if row.released_at_utc is None:
        abort(404)
    root, form = row.reminder_of or row, ReminderForm()
    if form.validate_on_submit():
        reminder = write_round(
            db.session,
            root.edition,
            title=form.title.data or "",
            groups=[Group(value) for value in root.groups],
            by=current_account(),
            at=now(),
            reminder_of=root,
        )
        db.session.commit()
        return redirect(page("show_round", round_id=reminder.id))
    return render_template("invitations/remind.html", form=form, row=root)


@leads
def show_round(programme_key: str, round_id: int) -> str | Response:
    """Show a round before it is let go, and let it go; afterwards, what became of its messages."""
    row = current_round()
    if row.released_at_utc is not None:
        return show_released(row)
    form = ReleaseForm()
    if form.validate_on_submit():
        return _drop(row) if form.drop.data else _release(row)
    plan, small = plan_round(db.session, row), current_programme().small_number
    return render_template(
        "invitations/round.html",
        form=form,
        row=row,
        plan=plan,
        groups=[Group(value) for value in row.groups],
        count=show_count(len(plan.contacts), threshold=small),
        is_open=is_open(row.edition, on=today()),
        is_real=transport().is_real,
    )


@leads
def change_words(programme_key: str, round_id: int, language: str) -> str | Response:
    """Write a round's words in one language; the standard ones stand there to begin with."""
    row = current_round()
    if language not in set(Language) or row.released_at_utc is not None:
        abort(404)
    chosen = Language(language)
    subject, body = text_of(row, chosen, Format.STANDARD)
    form = WordsForm(data={"subject": subject, "body": body})
    if form.validate_on_submit():
        try:
            set_text(db.session, row, chosen, subject=form.subject.data or "", body=form.body.data or "")
            db.session.commit()
            return redirect(page("show_round", round_id=round_id))
        except InvalidMessage as error:
            db.session.rollback()
            form.refuse(error)
    return render_template("invitations/words.html", form=form, row=row, language=chosen, language_name=NAMES[chosen])


@leads
def show_words(programme_key: str, round_id: int, language: str, form: str) -> str:
    """Show how a round reads in one language and form, its places not filled in."""
    if language not in set(Language) or form not in set(Format):
        abort(404)
    row, chosen = current_round(), Language(language)
    subject, body = text_of(row, chosen, Format(form))
    return render_template(
        "invitations/show_words.html",
        row=row,
        language=chosen,
        language_name=NAMES[chosen],
        is_easy=form == Format.EASY_READ,
        subject=subject,
        body=body,
    )


def _release(row: InvitationRound) -> Response:
    """Let a round go."""
    try:
        release_round(db.session, row, secret=secret(), address=site_address(), at=now())
    except (AlreadyReleased, NobodyToInvite):
        db.session.rollback()
    else:
        record("send reminder" if row.reminder_of_id else "send invitations", row)
        db.session.commit()
        flash("The round is let go. E-mails go out by themselves; letters and calls wait for you below")
    return redirect(page("show_round", round_id=row.id))


def _drop(row: InvitationRound) -> Response:
    """Throw a round away that was not let go."""
    try:
        drop_round(db.session, row)
        db.session.commit()
    except AlreadyReleased:
        db.session.rollback()
    return redirect(page("show_all"))


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    both, one = ["GET", "POST"], "/invitations/rounds/<int:round_id>"
    blueprint.add_url_rule("/invitations", "show_all", show_all)
    blueprint.add_url_rule("/invitations/<survey_key>/new", "write", write, methods=both)
    blueprint.add_url_rule(one, "show_round", show_round, methods=both)
    blueprint.add_url_rule(f"{one}/remind", "remind", remind, methods=both)
    blueprint.add_url_rule(f"{one}/words/<language>", "change_words", change_words, methods=both)
    blueprint.add_url_rule(f"{one}/words/<language>/<form>", "show_words", show_words)
