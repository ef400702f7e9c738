"""When a question is shown, in sentences that are added and taken out one at a time."""

from itertools import takewhile

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from surveys.authoring.content import Raw, own_questionnaire
from surveys.authoring.edits import change_question
from surveys.authoring.routes import Route, condition_words, read_route, write_route
from surveys.definitions import Question
from surveys.definitions.loader import check_definition
from surveys.definitions.questionnaire import Questionnaire
from surveys.definitions.routing import All
from surveys.models import QuestionnaireDraft
from surveys.values import Joining
from webapp.forms.authoring_routes import AskedForm, JoiningForm, row_form
from webapp.views.authoring.desk import (
    current_draft,
    current_question,
    defined,
    keep_or_say,
    may_write,
    page,
    question_page,
    seen,
)


@may_write
def show(programme_key: str, survey_key: str, question_key: str) -> str | Response:
    """Say when a question is shown; take a sentence out, or change how they are taken together."""
    draft = current_draft()
    raw, questionnaire = current_question(draft), own_questionnaire(draft.content)
    question = defined(draft, raw)
    route = read_route(question.show_when)
    form = JoiningForm(data={"joining": route.joining.value if route else None})
    if request.method == "POST":
        changed = _changed(route, form)
        if form.validate_on_submit() and keep_or_say(
            form, draft, _with_route(draft, raw, changed), piece=raw.get("show_when"), field="joining"
        ):
            return redirect(page("show_route", draft, question_key=question_key))
    return render_template(
        "authoring/route.html",
        draft=draft,
        question=question,
        form=form,
        route=route,
        rows=[_row_words(route, place, questionnaire) for place in range(len(route.rows))] if route else [],
        in_words=condition_words(question.show_when, questionnaire),
        can_depend=bool(_earlier(questionnaire, question)),
        seen=seen(raw.get("show_when")),
    )


def _changed(route: Route | None, form: JoiningForm) -> Route:
    """Give the route after what the button asks for: without one sentence, without all, or joined otherwise."""
    gone = request.form.get("remove", "")
    if route is None or gone == "all":
        form.joining.data = Joining.ALL.value
        return Route(Joining.ALL, ())
    if gone.isdecimal():
        form.joining.data = route.joining.value
        return Route(route.joining, tuple(row for place, row in enumerate(route.rows) if place != int(gone)))
    known = form.joining.data in set(Joining)
    return Route(Joining(form.joining.data) if known else route.joining, route.rows)


def _with_route(draft: QuestionnaireDraft, raw: Raw, route: Route) -> Raw:
    """Give the content with another route of a question."""
    return change_question(draft.content, raw["key"], show_when=write_route(route))


def _row_words(route: Route, place: int, questionnaire: Questionnaire) -> str:
    """Put one sentence into words."""
    only = write_route(Route(Joining.ALL, (route.rows[place],)))
    return condition_words(check_definition({"all": [only]}, All, name="route"), questionnaire)


def _earlier(questionnaire: Questionnaire, question: Question) -> list[Question]:
    """List the questions before this one."""
    return list(takewhile(lambda each: each.key != question.key, questionnaire.questions()))


@may_write
def choose(programme_key: str, survey_key: str, question_key: str) -> str | Response:
    """Ask which earlier question a new sentence is about, then what its answer must be."""
    draft = current_draft()
    raw, questionnaire = current_question(draft), own_questionnaire(draft.content)
    question = defined(draft, raw)
    earlier = {each.key: each for each in _earlier(questionnaire, question)}
    asked = earlier.get(request.args.get("asked", ""))
    if asked is None:
        form = AskedForm()
        form.offer({key: each.heading() for key, each in earlier.items()})
        return render_template("authoring/route_question.html", draft=draft, question=question, form=form)
    return _add_row(draft, raw, question, asked)


def _add_row(draft: QuestionnaireDraft, raw: Raw, question: Question, asked: Question) -> str | Response:
    """Add a sentence about an earlier question."""
    route = read_route(question.show_when) or abort(404)
    form = row_form(asked)
    if form.validate_on_submit():
        changed = Route(route.joining, (*route.rows, form.row()))
        piece = raw.get("show_when")
        if keep_or_say(form, draft, _with_route(draft, raw, changed), piece=piece, field="relation"):
            return redirect(page("show_route", draft, question_key=question.key))
    return render_template(
        "authoring/route_row.html",
        draft=draft,
        question=question,
        asked=asked,
        form=form,
        seen=seen(raw.get("show_when")),
        back=question_page(draft, question.key),
    )


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    place = "/<survey_key>/questions/<question_key>/route"
    blueprint.add_url_rule(place, "show_route", show, methods=["GET", "POST"])
    blueprint.add_url_rule(f"{place}/new", "add_row", choose, methods=["GET", "POST"])
