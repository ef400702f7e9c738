"""A person who does not code makes a survey, from a template or from nothing, question by question."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from surveys.authoring.drafts import find_draft
from surveys.models import Account, AuditEvent, Programme, QuestionnaireDraft, QuestionnaireEdition
from tests.authored import keys
from tests.checked_client import CheckedClient, soup
from tests.integration.authoring.conftest import HERE, PAGES

OWN = f"{PAGES}/our-survey"


def content(session: Session, key: str = "our-survey") -> dict[str, Any]:
    session.expire_all()
    return session.scalars(select(QuestionnaireDraft).where(QuestionnaireDraft.key == key)).one().content


def question(session: Session, key: str, survey: str = "our-survey") -> dict[str, Any]:
    found = [it for section in content(session, survey)["sections"] for it in section["questions"] if it["key"] == key]
    assert len(found) == 1
    return dict(found[0])


def errors(response: TestResponse) -> list[tuple[str, str]]:
    return [(str(link["href"]), link.text) for link in soup(response).select(".govuk-error-summary__list a")]


@pytest.fixture
def begun(client: CheckedClient) -> CheckedClient:
    """A browser whose owner has begun an empty survey."""
    client.send(f"{PAGES}/new", {"template": "empty", "title": "Our survey"})
    return client


def add(client: CheckedClient, kind: str, **fields: Any) -> TestResponse:
    chosen = client.send(f"{OWN}/sections/questions/new-question", {"type": kind})
    return client.send(chosen.request.path, fields)


def test_a_survey_begins_with_one_of_the_library_or_empty(client: CheckedClient, session: Session) -> None:
    assert "There is no survey yet" in client.page(PAGES).text
    response = client.send(f"{PAGES}/new", {"template": "kiosk"})
    assert response.request.path == f"{PAGES}/kiosk"
    assert client.send(f"{PAGES}/new", {"template": "kiosk"}).request.path == f"{PAGES}/kiosk-2"
    assert content(session, "kiosk")["group_from"] == "who"
    client.send(f"{PAGES}/new", {"template": "empty", "title": "Our survey"})
    assert keys(content(session)) == [["tell-us"]]
    assert [it.text for it in client.page(PAGES).select("h2 a")] == [
        "Our survey",
        "Three quick questions",
        "Three quick questions",
    ]
    assert errors(client.send(f"{PAGES}/new")) == [("#template", "Select what to begin with")]
    assert session.scalars(select(AuditEvent.act)).all().count("begin survey") == 3


@pytest.mark.parametrize(
    ("kind", "fields", "made"),
    [
        (
            "single",
            {"text": "How often?", "options": "Every day\n\n Every week ", "hint": "A guess", "required": "y"},
            {
                "hint": "A guess",
                "required": True,
                "options": [{"value": "every-day", "text": "Every day"}, {"value": "every-week", "text": "Every week"}],
            },
        ),
        (
            "ranking",
            {"text": "How often?", "options": "A\nB\nC", "places": "2"},
            {"places": 2, "options": [{"value": it.lower(), "text": it} for it in "ABC"]},
        ),
        (
            "rating",
            {"statement": "How often?", "theme": "i-01", "labels": "No\nYes", "not_applicable": ""},
            {
                "text": "How often is this true for you?",
                "statement": "How often?",
                "theme": "i-01",
                "labels": ["No", "Yes"],
            },
        ),
        ("scale", {"text": "How often?", "low": "Never", "high": "Always"}, {"low": "Never", "high": "Always"}),
        (
            "number",
            {"text": "How often?", "lowest": "0", "highest": "9", "unit": "times"},
            {"lowest": 0, "highest": 9, "unit": "times"},
        ),
        (
            "date",
            {"text": "How often?", "precision": "month", "earliest": ["1", "2", "2020"]},
            {"precision": "month", "earliest": "2020-02-01"},
        ),
        ("area", {"text": "How often?"}, {}),
        ("short_text", {"text": "How often?", "limit": "50"}, {"limit": 50}),
        ("long_text", {"text": "How often?"}, {"limit": 4000}),
        ("upload", {"text": "How often?", "accepts": ["voice"]}, {"accepts": ["voice"]}),
    ],
)
def test_every_type_of_question_is_written_and_shown_again(
    begun: CheckedClient, session: Session, kind: str, fields: dict[str, Any], made: dict[str, Any]
) -> None:
    response = add(begun, kind, **fields)
    assert response.request.path == f"{OWN}/questions/how-often"
    raw = question(session, "how-often")
    assert raw == {"type": kind, "key": "how-often", "text": "How often?"} | made
    begun.send(f"{OWN}/questions/how-often/words")
    assert question(session, "how-often") == raw


@pytest.mark.parametrize(
    ("kind", "fields", "wrong"),
    [
        (
            "single",
            {"text": "", "options": "Yes"},
            [
                ("#text", "Enter the question"),
                ("#options", "Enter from 2 to 40 answers, one a line; there are 1"),
            ],
        ),
        ("single", {"text": "Q", "options": "Yes\nyes"}, [("#options", "Take out the line that is there twice")]),
        (
            "ranking",
            {"text": "Q", "options": "A\nB", "places": "3"},
            [("#places", "Enter a number up to 2: there are only so many answers")],
        ),
        ("rating", {"statement": "Q", "labels": "A\nB"}, [("#theme", "Select the theme")]),
        (
            "number",
            {"text": "Q", "lowest": "5", "highest": "4"},
            [("#highest", "The highest number must be the lowest or more")],
        ),
        (
            "date",
            {"text": "Q", "latest": ["31", "2", "2020"]},
            [("#latest-day", "Enter a real date, with day, month and year, such as 8 10 2026")],
        ),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(
    begun: CheckedClient, session: Session, kind: str, fields: dict[str, Any], wrong: list[tuple[str, str]]
) -> None:
    response = add(begun, kind, **fields, hint="typed with care")
    assert errors(response) == wrong
    assert soup(response).select_one("#hint").text.strip() == "typed with care"  # type: ignore[union-attr]
    assert keys(content(session)) == [["tell-us"]]


def test_questions_and_sections_move_by_buttons(begun: CheckedClient, session: Session) -> None:
    add(begun, "long_text", text="Second")
    move = f"{OWN}/moves"
    form = soup(begun.get(OWN)).select_one("form[action]")
    token = form.select_one("[name=csrf_token]")["value"]  # type: ignore[union-attr, index]
    answer = begun.post(move, data={"csrf_token": token, "move": "question-up second"})
    assert answer.location == f"{OWN}#question-second"
    assert keys(content(session)) == [["second", "tell-us"]]
    begun.send(f"{OWN}/new-section", {"title": "More", "first": "tell-us"})
    assert keys(content(session)) == [["second"], ["tell-us"]]
    page = soup(begun.post(move, data={"csrf_token": token, "move": "question-down second"}))
    assert page.select(".govuk-error-summary a")[0].text.startswith("It is the only question of its section")
    begun.post(move, data={"csrf_token": token, "move": "section-up more"})
    assert keys(content(session)) == [["tell-us"], ["second"]]
    begun.send(f"{OWN}/new-section", {"title": "Last"})
    assert keys(content(session))[2] == ["is-there-anything-else-you-want-to-tell"]
    begun.send(f"{OWN}/sections/last", {"title": "The end", "intro": "Nearly there", "easy_title": "End"})
    last = content(session)["sections"][2]
    assert (last["title"], last["intro"], last["easy"]) == ("The end", "Nearly there", {"title": "End"})
    begun.send(f"{OWN}/sections/last/remove")
    assert keys(content(session)) == [["tell-us"], ["second"]]
    assert begun.post(move, data={"csrf_token": token, "move": "nonsense"}).location == OWN


def test_an_answer_reworded_keeps_its_value_and_one_of_a_list_can_be_given_more(
    begun: CheckedClient, session: Session
) -> None:
    add(begun, "multiple", text="What helps?", options="More time\nSame people\nOther things\nNone of these")
    place = f"{OWN}/questions/what-helps"
    begun.send(f"{place}/answers/other-things", {"ask": "What else?"})
    begun.send(f"{place}/answers/none-of-these", {"rules_out": "y"})
    answer = begun.send(f"{place}/words", {"options": "The same people\nOther things\nA rise\nNone of these"})
    assert "new answers: “A rise” and taken out: “More time”" in soup(answer).text
    raw = question(session, "what-helps")
    assert [option["value"] for option in raw["options"]] == [
        "same-people",
        "other-things",
        "a-rise",
        "none-of-these",
    ]
    assert raw["options"][1]["ask"] == "What else?"
    assert raw["none"] == "none-of-these"
    begun.send(f"{place}/words", {"options": "The same people\nA rise"})
    assert "none" not in question(session, "what-helps")


def test_where_people_have_answered_only_a_person_says_whether_an_answer_is_the_same(
    client: CheckedClient, session: Session, edition: QuestionnaireEdition
) -> None:
    place = f"{HERE}/questions/how-long/words"
    lines = "Less than 9 weeks\n6 weeks to 6 months\n6 months to 3 years\nMore than 3 years"
    answer = client.send(place, {"options": lines})
    names = [href.removeprefix("#") for href, _ in errors(answer)]
    assert [words for _, words in errors(answer)] == [
        "Select whether “Less than 9 weeks” is the same answer as “Less than 6 weeks”",
        "Select whether “6 months to 3 years” is the same answer as “6 months to 2 years”",
        "Select whether “More than 3 years” is the same answer as “More than 2 years”",
    ]
    client.send(place, {"options": lines} | dict(zip(names, ["new", "same", "new"], strict=True)))
    raw = question(session, "how-long", "service-user")
    assert [option["value"] for option in raw["options"]] == [
        "less-than-9-weeks",
        "under-6-months",
        "under-2-years",
        "more-than-3-years",
    ]
    assert set(raw["easy"]["options"]) == {"under-6-months", "under-2-years"}


def test_two_people_do_not_overwrite_each_other(begun: CheckedClient, session: Session, lead: Account) -> None:
    place = f"{OWN}/questions/tell-us/words"
    form = soup(begun.get(place)).select("form")[-1]
    seen = form.select_one("[name=seen]")["value"]  # type: ignore[index]
    begun.send(place, {"text": "What do you think?"})
    late = begun.send(place, {"text": "What do you want?", "seen": seen})
    ((field, words),) = errors(late)
    assert field == "#text"
    assert words.startswith(f"{lead.name} changed this on ")
    assert soup(late).select_one("#text")["value"] == "What do you want?"  # type: ignore[index]
    assert question(session, "tell-us")["text"] == "What do you think?"
    fresh = soup(late).select("form")[-1].select_one("[name=seen]")["value"]  # type: ignore[index]
    begun.send(place, {"text": "What do you want?", "seen": fresh})
    assert question(session, "tell-us")["text"] == "What do you want?"
    begun.send(f"{OWN}/settings", {"title": "Ours"})
    assert content(session)["title"] == "Ours"


def test_a_change_that_would_break_a_route_is_refused_with_what_to_do(
    client: CheckedClient, session: Session, edition: QuestionnaireEdition, programme: Programme
) -> None:
    place = f"{HERE}/questions/support"
    answer = client.send(f"{place}/remove")
    ((_, words),) = errors(answer)
    assert words == (
        "“Where were you just before your reablement began?” is shown depending on a question that is not there. "
        "First change when “Where were you just before your reablement began?” is shown"
    )
    answer = client.send(f"{place}/words", {"options": "Home care\nI am not sure"})
    assert "an answer to “What kind of support do you get at home?”" in errors(answer)[0][1]
    draft = find_draft(session, programme, "service-user")
    assert draft is not None
    assert (draft.id, draft.based_on_id) == (None, edition.id)


def test_settings_sections_and_themes_are_changed(begun: CheckedClient, session: Session) -> None:
    add(begun, "single", text="Who are you?", options="Care worker\nSomebody else")
    data = {"purpose": "To plan", "group": "provider", "group_from": "who-are-you", "minutes": "7", "about_you": "y"}
    answer = begun.send(f"{OWN}/settings", {**data, "easy_title": "Our questions"})
    assert "#easy_purpose" in dict(errors(answer)) or errors(answer) == []
    begun.send(f"{OWN}/settings", {**data, "easy_title": "Our questions", "easy_purpose": "We ask you."})
    raw = content(session)
    assert (raw["group"], raw["group_from"], raw["minutes"], raw["about_you"]) == ("provider", "who-are-you", 7, True)
    assert raw["easy"] == {"title": "Our questions", "purpose": "We ask you."}
    assert "questions about the person" in begun.page(OWN).text
    begun.send(f"{OWN}/questions/tell-us/themes", {"themes": ["i-01", "ecc-1.2"]})
    assert question(session, "tell-us")["themes"] == ["i-01", "ecc-1.2"]
    begun.send(f"{OWN}/questions/who-are-you/remove")
    assert "group_from" not in content(session)


def test_a_draft_is_thrown_away_after_a_warning(
    client: CheckedClient, session: Session, edition: QuestionnaireEdition
) -> None:
    client.send(f"{PAGES}/new", {"template": "empty", "title": "Our survey"})
    client.send(f"{OWN}/throw-away")
    client.page(OWN, status=404)
    client.send(f"{HERE}/settings", {"title": "Another title"})
    assert "Changes not published" in client.page(PAGES).text
    client.send(f"{HERE}/throw-away")
    assert client.page(HERE).select("h1")[0].text == "Your care at home"
    assert session.scalars(select(QuestionnaireDraft)).all() == []
