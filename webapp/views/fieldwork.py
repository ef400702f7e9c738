"""How surveys go: who answered, who is missing, and the answers as files."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from tempfile import TemporaryFile
from typing import IO

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from surveys.audit import record_act
from surveys.capture.editions import list_editions
from surveys.errors import InvalidReference, UnreadableFile
from surveys.fieldwork.catalogue import read_catalogue
from surveys.fieldwork.counts import count_about_you, count_questions, count_survey
from surveys.fieldwork.figures import LEADS, Guard, guard_for
from surveys.fieldwork.files import (
    TABLE_KINDS,
    Export,
    codebook_lines,
    counts_lines,
    write_responses,
    write_table,
)
from surveys.fieldwork.missing import compare_groups, compare_survey
from surveys.fieldwork.overview import count_groups, dates_of, list_surveys
from surveys.fieldwork.reading import read_reference_file
from surveys.fieldwork.references import (
    GROUPS,
    ReferenceWords,
    Trait,
    add_reference,
    find_reference,
    find_trait,
    list_references,
    list_traits,
    withdraw_reference,
)
from surveys.fieldwork.tallies import count_responses
from surveys.models import Base, QuestionnaireEdition
from surveys.values import Role
from webapp.clock import now, today
from webapp.database import stop_writing
from webapp.extensions import db
from webapp.forms.fieldwork import ExportForm, UploadForm, WithdrawForm, figures_form, read_figures
from webapp.security import allow, current_account, current_programme, current_roles

blueprint = Blueprint("fieldwork", __name__, url_prefix="/programmes/<programme_key>/fieldwork")
may_read = allow(Role.FACILITATOR, Role.REVIEWER, Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)
may_lead = allow(Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)
may_read_words = allow(Role.PROGRAMME_LEAD)

SURVEY = "/surveys/<survey_key>"
TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

CHUNK = 256 * 1024
"""Bytes of a file that are sent at once."""


@blueprint.get("")
@may_read
def show_all(programme_key: str) -> str:
    """List the surveys with their dates and how many responses came."""
    programme = current_programme()
    surveys = list_surveys(db.session, programme, _guard())
    return render_template(
        "fieldwork/list.html",
        surveys=surveys,
        dates={line.edition.id: dates_of(line.edition, on=today()) for line in surveys},
        groups=count_groups(db.session, programme) if _is_lead() else None,
    )


@blueprint.get(SURVEY)
@may_read
def show(programme_key: str, survey_key: str) -> str:
    """Show how the responses to a survey came, all versions together."""
    return _show(_editions(survey_key), version=None)


@blueprint.get(f"{SURVEY}/versions/<int:version>")
@may_lead
def show_version(programme_key: str, survey_key: str, version: int) -> str:
    """Show how the responses to one version came; for leads alone, since versions add up to the whole."""
    edition = next((each for each in _editions(survey_key) if each.version == version), None) or abort(404)
    return _show([edition], version=version)


@blueprint.get(f"{SURVEY}/questions")
@may_read
def show_questions(programme_key: str, survey_key: str) -> str:
    """Show how many answered each question, and what."""
    editions = _editions(survey_key)
    return render_template(
        "fieldwork/questions.html", edition=editions[0], questions=count_questions(db.session, editions, _guard())
    )


@blueprint.get(f"{SURVEY}/about-you")
@may_read
def show_about_you(programme_key: str, survey_key: str) -> str:
    """Show what people said about themselves, in numbers that nobody can be found in."""
    editions = _editions(survey_key)
    total, questions = count_about_you(db.session, current_programme(), editions)
    return render_template("fieldwork/about_you.html", edition=editions[0], total=total, questions=questions)


@blueprint.get(f"{SURVEY}/missing")
@may_read
def show_missing(programme_key: str, survey_key: str) -> str:
    """Compare who answered with a population."""
    programme, editions = current_programme(), _editions(survey_key)
    known = list_references(db.session, programme, survey_key)
    return render_template(
        "fieldwork/missing.html",
        edition=editions[0],
        compared=compare_survey(db.session, programme, editions, _guard()),
        traits=[trait for trait in list_traits(editions) if trait.key not in known] if _is_lead() else [],
    )


@blueprint.route(f"{SURVEY}/figures/<question_key>", methods=["GET", "POST"])
@may_lead
def add_figures(programme_key: str, survey_key: str, question_key: str) -> str | Response:
    """Type in the figures on a population by one question."""
    editions = _editions(survey_key)
    trait = find_trait(editions, question_key) or abort(404)
    back = url_for(".show_missing", programme_key=programme_key, survey_key=survey_key)
    return _add_figures(trait, back=back)


@blueprint.route(f"{SURVEY}/new-figures", methods=["GET", "POST"])
@may_lead
def upload_figures(programme_key: str, survey_key: str) -> str | Response:
    """Take in the figures on a population from a file."""
    editions = _editions(survey_key)
    traits, form = list_traits(editions), UploadForm()
    if form.validate_on_submit():
        shares = _read_file(form, traits)
        if shares:
            _add({trait.key: (trait, shares[trait.key]) for trait in traits if trait.key in shares}, form.words())
            return redirect(url_for(".show_missing", programme_key=programme_key, survey_key=survey_key))
    return render_template("fieldwork/upload.html", form=form, edition=editions[0], traits=traits)


@blueprint.route("/figures/<int:reference_id>/withdraw", methods=["GET", "POST"])
@may_lead
def withdraw(programme_key: str, reference_id: int) -> str | Response:
    """Take figures out, after saying what that means."""
    reference = find_reference(db.session, current_programme(), reference_id) or abort(404)
    form, survey_key = WithdrawForm(), reference.survey_key
    back = url_for(".show_groups", programme_key=programme_key)
    if survey_key:
        back = url_for(".show_missing", programme_key=programme_key, survey_key=survey_key)
    if form.validate_on_submit():
        withdraw_reference(db.session, reference, by=current_account(), at=now())
        _record("withdraw figures", reference)
        db.session.commit()
        flash("The figures were taken out")
        return redirect(back)
    return render_template("fieldwork/withdraw.html", form=form, reference=reference, back=back)


@blueprint.get("/groups")
@may_lead
def show_groups(programme_key: str) -> str:
    """Compare who speaks, over all surveys."""
    return render_template("fieldwork/groups.html", compared=compare_groups(db.session, current_programme()))


@blueprint.route("/groups/figures", methods=["GET", "POST"])
@may_lead
def add_group_figures(programme_key: str) -> str | Response:
    """Type in the figures on who could speak."""
    return _add_figures(GROUPS, back=url_for(".show_groups", programme_key=programme_key))


@blueprint.route(f"{SURVEY}/export", methods=["GET", "POST"])
@may_read_words
def export(programme_key: str, survey_key: str) -> str | Response:
    """Say what a file of all answers holds, and give it."""
    editions, form = _editions(survey_key), ExportForm()
    count = count_responses(db.session, editions)
    form.offer(count)
    if form.validate_on_submit():
        return _export(editions, str(form.kind.data))
    items = read_catalogue(editions).items
    return render_template("fieldwork/export.html", form=form, edition=editions[0], count=count, items=items)


@blueprint.get(f"{SURVEY}/counts.<any({', '.join(TABLE_KINDS)}):kind>")
@may_read
def download_counts(programme_key: str, survey_key: str, kind: str) -> Response:
    """Give the numbers of the pages as a file: the same ones, and no others."""
    programme, editions = current_programme(), _editions(survey_key)
    lines = counts_lines(db.session, programme, editions, _guard())
    return _send(lambda file: write_table(lines, file, kind=kind, title="counts"), f"{survey_key}-counts", kind)


@blueprint.get(f"{SURVEY}/codebook.<any({', '.join(TABLE_KINDS)}):kind>")
@may_lead
def download_codebook(programme_key: str, survey_key: str, kind: str) -> Response:
    """Give the codebook as a file."""
    programme, editions = current_programme(), _editions(survey_key)
    lines = codebook_lines(Export(db.session, programme, editions, on=today()))
    return _send(lambda file: write_table(lines, file, kind=kind, title="codebook"), f"{survey_key}-codebook", kind)


def _is_lead() -> bool:
    """Tell whether somebody leads the programme."""
    return bool(LEADS & current_roles())


def _guard() -> Guard:
    """Say how counts are shown to whoever is signed in."""
    return guard_for(current_programme(), current_roles())


def _editions(survey_key: str) -> list[QuestionnaireEdition]:
    """Give the editions of the survey that the address names, the newest first."""
    return list_editions(db.session, current_programme(), survey_key) or abort(404)


def _show(editions: Sequence[QuestionnaireEdition], *, version: int | None) -> str:
    """Show how responses came, to all versions or to one."""
    return render_template(
        "fieldwork/survey.html",
        edition=editions[0],
        version=version,
        editions=editions,
        dates={edition.id: dates_of(edition, on=today()) for edition in editions},
        counts=count_survey(db.session, editions, _guard()),
    )


def _add_figures(trait: Trait, *, back: str) -> str | Response:
    """Take in figures on one trait."""
    form = figures_form(trait)
    if form.validate_on_submit():
        shares = read_figures(form, trait)
        if shares:
            _add({trait.key: (trait, shares)}, form.words())
            return redirect(back)
    return render_template("fieldwork/figures.html", form=form, trait=trait, back=back)


def _add(figures: Mapping[str, tuple[Trait, Mapping[str, float]]], words: ReferenceWords) -> None:
    """Add figures on traits."""
    by, at, programme = current_account(), now(), current_programme()
    for trait, shares in figures.values():
        _record("add figures", add_reference(db.session, programme, trait, shares, words=words, by=by, at=at))
    db.session.commit()
    flash("The figures were added")


def _read_file(form: UploadForm, traits: Sequence[Trait]) -> dict[str, dict[str, float]] | None:
    """Read the file of figures; None when something is wrong with it, which the form then says."""
    name, content = form.upload()
    try:
        return read_reference_file(content, name=name, traits=traits)
    except InvalidReference as error:
        form.refuse("file", error.problems)
    except UnreadableFile as error:
        form.add_error("file", str(error))
    return None


def _record(act: str, subject: Base) -> None:
    """Write down an act."""
    record_act(db.session, act, by=current_account(), at=now(), programme=current_programme(), subject=subject)


def _export(editions: Sequence[QuestionnaireEdition], kind: str) -> Response:
    """Write down that answers leave, then give them; nobody who is answering has to wait for the file."""
    _record(f"export responses as {kind}", editions[0])
    db.session.commit()
    stop_writing()
    made = Export(db.session, current_programme(), editions, on=today())
    return _send(lambda file: write_responses(made, file, kind=kind), f"{editions[0].key}-responses", kind)


def _send(write: Callable[[IO[bytes]], object], name: str, kind: str) -> Response:
    """Write a file without a name on the disk and give it to be saved; no browser or go-between keeps it."""
    file = TemporaryFile()  # noqa: SIM115  `_read` closes it
    write(file)
    file.seek(0)
    name = f"{current_programme().key}-{name}-{today()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(_read(file), mimetype=TYPES[kind], headers=headers)


def _read(file: IO[bytes]) -> Iterator[bytes]:
    """Read a file bit by bit, then let it go."""
    with file:
        yield from iter(lambda: file.read(CHUNK), b"")
