"""The words in other languages: typed beside the English ones, or by a file to and from a translator."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from surveys.authoring.content import own_questionnaire
from surveys.authoring.translations import (
    list_lines,
    put_translations,
    read_translation,
    write_translation_csv,
    write_translation_toml,
)
from surveys.errors import UnreadableFile
from surveys.models import QuestionnaireDraft
from surveys.values import Language
from webapp.forms.authoring import TranslationFileForm, language_words
from webapp.forms.authoring_translations import translation_form
from webapp.views.authoring.desk import current_draft, keep_or_say, may_write, page, seen

PAGE_SIZE = 20
"""Texts on one page."""

CODES = ", ".join(language.value for language in Language)


def _language(draft: QuestionnaireDraft, code: str) -> Language:
    """Give the language that the address names; the survey's own has no translations."""
    return abort(404) if code == draft.content.get("language", "en") else Language(code)


@may_write
def change(programme_key: str, survey_key: str, language: str) -> str | Response:
    """Show texts with their translations, the missing ones or all of them, some a page; keep what is typed."""
    draft = current_draft()
    spoken = _language(draft, language)
    lines = list_lines(draft.content, spoken)
    missing = [line for line in lines if line.is_missing]
    wants_all = "all" in request.args or not missing
    shown = lines if wants_all else missing
    pages = max(1, -(-len(shown) // PAGE_SIZE))
    number = min(max(request.args.get("page", 1, type=int), 1), pages)
    on_page = shown[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    form = translation_form(on_page, spoken)
    if form.validate_on_submit():
        has = draft.content.get("translations", {}).get(language, {})
        piece = {line.text: has.get(line.text, "") for line in on_page}
        raw = put_translations(draft.content, spoken, form.words())
        if keep_or_say(form, draft, raw, piece=piece, field=next(iter(form.texts))):
            flash("Saved")
            return redirect(
                page("translate", draft, language=language, **({"all": 1, "page": number} if wants_all else {}))
            )
    return render_template(
        "authoring/translate.html",
        draft=draft,
        language=spoken,
        name=language_words(spoken),
        form=form,
        lines=lines,
        missing_count=len(missing),
        wants_all=wants_all,
        number=number,
        pages=pages,
        seen=seen({line.text: line.translation for line in on_page}),
    )


@may_write
def upload(programme_key: str, survey_key: str, language: str) -> str | Response:
    """Take in a file from a translator."""
    draft = current_draft()
    spoken, form = _language(draft, language), TranslationFileForm()
    if form.validate_on_submit():
        questionnaire = own_questionnaire(draft.content)
        try:
            found = read_translation(
                form.file.data.read(), name=form.file.data.filename, language=spoken, questionnaire=questionnaire
            )
        except UnreadableFile as error:
            form.add_error("file", str(error))
        else:
            raw = put_translations(draft.content, spoken, found)
            if keep_or_say(form, draft, raw, piece=None, field="file"):
                flash(f"{len(found)} translation{'' if len(found) == 1 else 's'} added")
                return redirect(page("translate", draft, language=language))
    back = (page("translate", draft, language=language), language_words(spoken))
    title = f"Add a file with {language_words(spoken)} words"
    return render_template("authoring/form.html", title=title, form=form, back=back, has_file=True)


@may_write
def download(programme_key: str, survey_key: str, language: str, kind: str) -> Response:
    """Give all texts with their translations as a file for a translator."""
    draft = current_draft()
    spoken = _language(draft, language)
    write = write_translation_toml if kind == "toml" else write_translation_csv
    name = f"{draft.key}.{language}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(
        write(draft.content, spoken), mimetype="text/csv" if kind == "csv" else "application/toml", headers=headers
    )


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    place = f"/<survey_key>/languages/<any({CODES}):language>"
    blueprint.add_url_rule(place, "translate", change, methods=["GET", "POST"])
    blueprint.add_url_rule(f"{place}/upload", "upload_translation", upload, methods=["GET", "POST"])
    blueprint.add_url_rule(f"{place}/file.<any(csv, toml):kind>", "download_translation", download)
