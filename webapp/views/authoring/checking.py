"""The check of a survey: what must be put right before it is published, and what could be better."""

from flask import Blueprint, render_template

from surveys.authoring.checks import Finding, check_draft
from surveys.authoring.edits import find_question
from surveys.models import QuestionnaireDraft
from surveys.tagging.codeframes import list_codeframes
from surveys.values import FindingKind
from webapp.extensions import db
from webapp.forms.authoring_findings import HEADINGS, finding_place, finding_words
from webapp.security import current_programme
from webapp.views.authoring.desk import current_draft, may_write, page

PLACES = {
    FindingKind.UNREACHABLE: "show_route",
    FindingKind.LOST_PLACE: "change_words",
    FindingKind.NO_PICTURE: "choose_picture",
    FindingKind.NO_MEDIA: "show_question",
    FindingKind.UNKNOWN_THEME: "change_words",
    FindingKind.NO_EASY_READ: "change_easy_read",
    FindingKind.EASY_SENTENCE: "change_easy_read",
    FindingKind.EASY_READING_AGE: "change_easy_read",
    FindingKind.READING_AGE: "change_words",
    FindingKind.LONG_HINT: "change_words",
}
"""The page on which each kind of finding about a question is put right."""


@may_write
def check(programme_key: str, survey_key: str) -> str:
    """Show everything that the check found, by kind, with the way to each place."""
    draft, programme = current_draft(), current_programme()
    found = check_draft(db.session, programme, draft, frames=list_codeframes(db.session, programme))
    groups: dict[FindingKind, list[tuple[str, str, str]]] = {}
    for finding in found:
        row = (finding_place(finding), finding_words(finding), _address(finding, draft))
        groups.setdefault(finding.kind, []).append(row)
    errors = {finding.kind for finding in found if finding.is_error}
    return render_template(
        "authoring/check.html",
        draft=draft,
        mistakes={HEADINGS[kind]: rows for kind, rows in groups.items() if kind in errors},
        advice={HEADINGS[kind]: rows for kind, rows in groups.items() if kind not in errors},
    )


def _address(finding: Finding, draft: QuestionnaireDraft) -> str:
    """Give the page on which a finding is put right."""
    if finding.kind is FindingKind.LANGUAGE_MISSING:
        return page("translate", draft, language=finding.facts["language"])
    if finding.question is None:
        return page("show" if finding.kind is FindingKind.THEMES_NOT_ASKED else "change", draft)
    key = finding.question.key
    if find_question(draft.content, key) is None:
        return page("show", draft)
    return page(PLACES[finding.kind], draft, question_key=key)


def add_to(blueprint: Blueprint) -> None:
    """Give the page its address."""
    blueprint.add_url_rule("/<survey_key>/check", "check", check)
