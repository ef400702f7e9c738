"""What was said, in numbers and in words that may be shown, and where each contribution led."""

from flask import Blueprint, abort, render_template, request

from surveys.models import Theme
from surveys.publication.releases import find_published_keys
from surveys.review.history import find_contribution
from surveys.summaries.counts import count_any, count_totals
from surveys.summaries.frames import chart_groups, summarise_codeframes
from surveys.summaries.quotes import list_quotes
from surveys.summaries.suppression import percent
from surveys.summaries.thread import find_theme, follow_themes, list_heard, list_tags_of, words_of
from surveys.values import Group, Role
from webapp.extensions import db
from webapp.filters import words
from webapp.security import allow, current_programme

blueprint = Blueprint("summaries", __name__, url_prefix="/programmes/<programme_key>")
may_read = allow(Role.REVIEWER, Role.FACILITATOR, Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)
may_read_words = allow(Role.REVIEWER, Role.PROGRAMME_LEAD)

GROUP_NAMES = {group: words(group) for group in Group}
LAST_PAGE = 100_000


@blueprint.get("/themes")
@may_read
def show_themes(programme_key: str) -> str:
    """Show how often each theme was spoken of."""
    programme = current_programme()
    totals = count_totals(db.session, programme)
    return render_template(
        "summaries/themes.html", totals=totals, frames=summarise_codeframes(db.session, programme), percent=percent
    )


@blueprint.get("/themes/<theme_key>")
@may_read
def show_theme(programme_key: str, theme_key: str) -> str:
    """Show who spoke of a theme, in which words, and what grew out of it."""
    programme, theme = current_programme(), _theme(theme_key)
    table = count_any(db.session, programme, [theme])
    return render_template(
        "summaries/theme.html",
        theme=theme,
        table=table,
        chart=chart_groups(table, names=GROUP_NAMES),
        quotes=list_quotes(db.session, programme, [theme], table=table),
        led=follow_themes(db.session, programme, [theme]),
        published=find_published_keys(db.session, programme),
    )


@blueprint.get("/themes/<theme_key>/contributions")
@may_read_words
def show_heard(programme_key: str, theme_key: str) -> str:
    """Show the contributions that speak of a theme, page by page."""
    theme = _theme(theme_key)
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    heard = list_heard(db.session, current_programme(), theme, page=page)
    if page > 1 and not heard.rows:
        abort(404)
    return render_template("summaries/heard.html", theme=theme, heard=heard)


@blueprint.get("/contributions/<int:contribution_id>")
@may_read_words
def show_contribution(programme_key: str, contribution_id: int) -> str:
    """Show where a contribution came from, and where it led."""
    programme = current_programme()
    contribution = find_contribution(db.session, contribution_id, programme_id=programme.id) or abort(404)
    tags = list_tags_of(db.session, contribution)
    return render_template(
        "summaries/contribution.html",
        contribution=contribution,
        words=words_of(db.session, contribution),
        tags=tags,
        led=follow_themes(db.session, programme, [tag.theme for tag in tags]),
        published=find_published_keys(db.session, programme),
    )


def _theme(key: str) -> Theme:
    """Give the theme that the address names."""
    return find_theme(db.session, current_programme(), key) or abort(404)
