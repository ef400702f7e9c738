"""Checking, trying out, publishing, and files out and in."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.authoring.content import raw_of
from surveys.authoring.toml import write_questionnaire
from surveys.capture.editions import languages_of, publish_edition, questionnaire_of
from surveys.models import Account, AuditEvent, Programme, QuestionnaireDraft, QuestionnaireEdition
from surveys.values import Language, Role
from tests.authored import single, survey, words
from tests.checked_client import CheckedClient, soup
from tests.integration.authoring.conftest import HERE, PAGES, SERVICE_USER


def editions(session: Session, key: str = "service-user") -> list[QuestionnaireEdition]:
    session.expire_all()
    query = select(QuestionnaireEdition).where(QuestionnaireEdition.key == key)
    return list(session.scalars(query.order_by(QuestionnaireEdition.version)))


def add_file(client: CheckedClient, raw: dict[str, object], **fields: str) -> str:
    file = (io.BytesIO(write_questionnaire(raw).encode()), "ours.toml")
    return str(client.send(f"{PAGES}/from-file", {"file": file, **fields}).request.path)


def test_a_change_becomes_the_next_version_and_the_published_one_stays(
    client: CheckedClient, session: Session, edition: QuestionnaireEdition
) -> None:
    before = questionnaire_of(edition)
    client.send(f"{HERE}/questions/good/words", {"text": "What is good now?"})
    page = client.page(f"{HERE}/publish")
    assert page.select("h1")[0].text == "Publish version 2?"
    assert "Not in Welsh (Cymraeg): 1 text is missing" in page.text
    assert "Forms: standard, large print and Easy Read" in page.text
    client.send(f"{HERE}/publish", {"opens_on": ["1", "1", "2020"], "closes_on": ["", "", ""]})
    first, second = editions(session)
    assert questionnaire_of(first) == before == SERVICE_USER
    assert (second.version, second.closes_on, languages_of(second)) == (2, None, [Language.ENGLISH])
    good = questionnaire_of(second).find_question("good")
    assert good is not None
    assert good.text == "What is good now?"
    assert questionnaire_of(second).find_question("about-you") is not None
    draft = session.scalars(select(QuestionnaireDraft)).one()
    assert draft.based_on_id == second.id
    assert "As published" in client.page(HERE).text
    assert "publish questionnaire" in session.scalars(select(AuditEvent.act)).all()


def test_a_version_published_meanwhile_is_pointed_out(
    client: CheckedClient, session: Session, programme: Programme, edition: QuestionnaireEdition
) -> None:
    client.send(f"{HERE}/questions/good/words", {"text": "What is good now?"})
    assert "was published after this draft was begun" not in client.page(f"{HERE}/publish").text
    newer = SERVICE_USER.model_copy(update={"version": 2})
    publish_edition(session, programme, newer, opens_on=date(2020, 9, 1), closes_on=None)
    session.commit()
    page = client.page(f"{HERE}/publish")
    assert page.select("h1")[0].text == "Publish version 3?"
    assert "Version 2 was published after this draft was begun" in page.text


def test_mistakes_keep_a_survey_from_being_published_and_lead_to_their_place(
    client: CheckedClient, session: Session
) -> None:
    raw = survey(
        single("first", required=True),
        words("never", show_when={"all": [{"question": "first", "is": [it]} for it in ("yes", "no")]}),
        words("early", text="About {late}"),
        words("late"),
        words("seen", easy={"text": "See", "picture": "no-such-picture"}),
        words("heard", clip={"kind": "audio", "media": "nothing", "transcript": "x"}),
    )
    assert add_file(client, raw) == f"{PAGES}/short"
    page = client.page(f"{PAGES}/short/check")
    found = {item.text: str(item.a["href"]) for item in page.select("main li") if item.a}
    questions = f"{PAGES}/short/questions"
    assert found["“What about never?”: no answers lead to it. Change when it is shown"] == f"{questions}/never/route"
    early = "“About {late}”: it repeats the answer to late, which is not asked before. Change its words"
    assert found[early] == f"{questions}/early/words"
    assert found["“What about seen?”: choose another picture"] == f"{questions}/seen/easy-read/picture"
    assert f"{questions}/heard" in found.values()
    page = client.page(f"{PAGES}/short/publish")
    assert "4 things must be put right first" in page.text
    assert page.select("form[method=post]") == []
    for key in ("never", "early", "seen", "heard"):
        client.send(f"{questions}/{key}/remove")
    assert "Nothing keeps this survey from being published" in client.page(f"{PAGES}/short/check").text
    client.send(f"{PAGES}/short/publish", {"opens_on": ["1", "1", "2020"], "closes_on": ["", "", ""]})
    assert [it.version for it in editions(session, "short")] == [1]


def test_the_check_advises(client: CheckedClient) -> None:
    hard = "Notwithstanding organisational responsibilities, characterise interdisciplinary collaboration. "
    raw = survey(
        words("hard", text=hard + "How satisfactory is the continuity of your personal assistance arrangements?"),
        words("long", hint="word " * 41),
        words("easy", easy={"text": "one " * 16 + "."}),
        {"type": "rating", "key": "r", "text": "?", "statement": "S", "theme": "i-02", "labels": ["a", "b"]},
        {"type": "scale", "key": "s", "text": "?", "low": "l", "high": "h", "theme": "x-99"},
        minutes=30,
        translations={"cy": {"Short": "Byr"}},
    )
    add_file(client, raw)
    page = client.page(f"{PAGES}/short/check")
    assert [it.text for it in page.select("h3")] == [
        "Themes that are in no codeframe in use (1)",
        "Languages that are not whole (1)",
        "Easy Read is not whole (6)",
        "Long sentences in Easy Read (1)",
        "Words that are hard to read (1)",
        "Long help (1)",
        "How long it takes (1)",
        "Themes that no question asks about (1)",
    ]
    assert ": 17 of 18. " in page.text
    assert "Title and settings: the survey says that it takes 30 minutes. We estimate" in page.text


def test_the_library_has_little_to_mend(client: CheckedClient, edition: QuestionnaireEdition) -> None:
    page = client.page(f"{HERE}/check")
    assert [it.text for it in page.select("h3")] == ["Themes that no question asks about (1)"]


@pytest.mark.parametrize("form", ["standard", "large_print", "easy_read"])
@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_preview_is_the_respondents_page_and_keeps_nothing(
    client: CheckedClient, session: Session, edition: QuestionnaireEdition, language: str, form: str
) -> None:
    place = f"{HERE}/preview/{language}/{form}"
    client.page(place)
    page = client.page(f"{place}/support")
    assert "Preview, nothing is kept." in page.text
    assert page.html is not None
    assert page.html["lang"] == language
    assert ("sd-easy" in page.html["class"], "sd-text-largest" in page.html["class"]) == (
        form == "easy_read",
        form == "large_print",
    )
    assert page.body is not None
    assert page.body.get("dir") == ("rtl" if language == "ur" else "ltr")
    assert (page.select_one(".sd-easy__picture") is not None) == (form == "easy_read")
    wrong = soup(client.send(f"{place}/support"))
    assert len(wrong.select(".govuk-error-summary")) == 1
    answer = client.send(f"{place}/support", {"answer": "other"}, follow=False)
    assert answer.location == f"{place}/support-other-words?answer.support=other"
    answer = client.send(answer.location, {"answer": "My name is Ann"}, follow=False)
    assert answer.location.startswith(f"{place}/how-long?")
    assert "Ann" not in answer.location
    assert session.scalars(select(QuestionnaireDraft)).all() == []


def test_a_preview_follows_routes_and_repeats_answers(client: CheckedClient, edition: QuestionnaireEdition) -> None:
    place = f"{HERE}/preview/en/standard"
    query = "answer.support=reablement&answer.visits-a-week=14"
    assert "Think of your usual 14 visits a week." in client.page(f"{place}/enough-time?{query}").text
    answer = client.send(f"{place}/safe?{query}", {}, follow=False)
    assert "/reablement-start?" in answer.location
    answer = client.send(f"{place}/safe", {}, follow=False)
    assert "/good" in answer.location
    for question in SERVICE_USER.questions():
        client.page(f"{place}/{question.key}?{query}&answer.{question.key}=…")


def test_the_last_day_may_move_and_the_first_one_only_before_it(
    client: CheckedClient, session: Session, edition: QuestionnaireEdition
) -> None:
    place = f"{HERE}/editions/1/dates"
    assert client.page(place).select("#opens_on-day") == []
    wrong = soup(client.send(place, {"closes_on": ["1", "1", "2019"]}))
    assert wrong.select(".govuk-error-summary li")[0].text.strip() == "The last day must be the first day or later"
    client.send(place, {"closes_on": ["1", "1", "2099"]})
    assert editions(session)[0].closes_on == date(2099, 1, 1)
    client.send(place, {"closes_on": ["", "", ""]})
    assert editions(session)[0].closes_on is None
    assert session.scalars(select(AuditEvent.act)).all() == ["change dates", "change dates"]
    client.send(f"{HERE}/publish", {"opens_on": ["1", "1", "2098"], "closes_on": ["", "", ""]})
    client.send(f"{HERE}/editions/2/dates", {"opens_on": ["1", "2", "2098"], "closes_on": ["", "", ""]})
    assert editions(session)[1].opens_on == date(2098, 2, 1)
    client.page(f"{HERE}/editions/9/dates", status=404)


def test_any_edition_and_the_draft_go_out_as_toml_and_come_in_again(
    client: CheckedClient, session: Session, edition: QuestionnaireEdition
) -> None:
    answer = client.get(f"{HERE}/files/1.toml")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="service-user-1.toml"'
    assert answer.get_data(as_text=True) == write_questionnaire(raw_of(SERVICE_USER))
    assert client.get(f"{HERE}/files/draft.toml").data == answer.data
    assert client.get(f"{HERE}/files/7.toml").status_code == 404
    raw = raw_of(SERVICE_USER) | {"title": "Another title", "key": "other"}
    assert add_file(client, raw, survey="service-user") == HERE
    assert client.page(HERE).select("h1")[0].text == "Another title"
    assert add_file(client, raw_of(SERVICE_USER)) == f"{PAGES}/service-user-2"
    broken = (io.BytesIO(b'key = "x"\ntitle = 3\n[[sections]]\nkey = "a"\n'), "mine.toml")
    wrong = soup(client.send(f"{PAGES}/from-file", {"file": broken}))
    assert wrong.select(".govuk-error-summary li")[0].text.strip().startswith("mine.toml: ")


def test_only_leads_write_surveys(
    client: CheckedClient, edition: QuestionnaireEdition, sign_in: Callable[..., Account]
) -> None:
    sign_in(Role.FACILITATOR, Role.REVIEWER, Role.CHAIR)
    for path in (PAGES, HERE, f"{HERE}/questions/good/words", f"{HERE}/preview/en/standard/good", f"{HERE}/publish"):
        client.page(path, status=403)
    for path in ("nothing", "service-user/questions/nothing", "service-user/languages/en", "service-user/preview/xx/y"):
        sign_in(Role.ADMINISTRATOR, name=f"admin{abs(hash(path))}")
        client.page(f"{PAGES}/{path}", status=404)
