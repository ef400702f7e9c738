"""From a receipt code to where the words went."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.capture.drafts import save_answer, save_answered_by, save_consent, start_draft
from surveys.capture.editions import publish_edition
from surveys.capture.responses import submit_response
from surveys.definitions import LIBRARY, load_questionnaire
from surveys.models import Account, Contribution, Programme, Release, Tag, TaggingRun, Theme
from surveys.people import add_account
from surveys.publication.followed import find_followed
from surveys.values import AnsweredBy, Band, Source, Stance
from tests.checked_client import CheckedClient, soup
from tests.conftest import AT, SECRET

FOLLOW = "/surveys/ferring/follow"
SURVEY = load_questionnaire(LIBRARY / "home_care" / "questionnaires" / "service-user.toml")


@pytest.fixture
def receipt(session: Session, programme: Programme) -> str:
    """Send one response with two free texts."""
    edition = publish_edition(session, programme, SURVEY, opens_on=date(2026, 9, 1), closes_on=None)
    draft = start_draft(session.connection(), edition, secret=SECRET, on=AT.date())
    for key, value in {"support": "home-care", "good": "They are kind", "better": "<b>Weekends</b>"}.items():
        question = SURVEY.find_question(key)
        assert question is not None
        save_answer(session.connection(), draft, question, value, on=AT.date())
    save_answered_by(session.connection(), draft, AnsweredBy.SELF, on=AT.date())
    save_consent(session.connection(), draft, may_quote=False, on=AT.date())
    code = submit_response(session, draft, at=AT).receipt
    session.commit()
    return code


def put_tag(session: Session, text: str, theme: str, stance: Stance, *, band: Band = Band.ACCEPT) -> None:
    """Tag one contribution as the pipeline does."""
    contribution = session.scalars(select(Contribution).where(Contribution.text == text)).one()
    run = session.get(TaggingRun, contribution.current_run_id) if contribution.current_run_id else None
    if run is None:
        run = TaggingRun(contribution_id=contribution.id, pipeline="1", is_empty=False, language="en", tagged_at_utc=AT)
        session.add(run)
        session.flush()
        contribution.current_run_id = run.id
    session.add(
        Tag(
            contribution_id=contribution.id,
            theme=session.scalars(select(Theme).where(Theme.key == theme)).one(),
            run_id=run.id,
            source=Source.MACHINE,
            stance=stance,
            start=0,
            end=4,
            confidence=0.9,
            band=band,
        )
    )
    session.commit()


def publish(session: Session, programme: Programme, by: Account, number: int, *themes: str) -> None:
    """Publish a release of one finding that rests on the themes."""
    action = {"kind": "will", "text": "We pay for travel time.", "why": "", "owner": "A", "due_on": "2027-01-01"}
    finding = {"key": f"f{number}", "title": f"Finding {number}", "you_said": "Be kind.", "themes": list(themes)}
    content = {"findings": [finding | {"actions": [action | {"done_on": None, "told": ""}]}]}
    release = Release(
        programme_id=programme.id, number=number, content=content, published_by_id=by.id, published_at_utc=AT
    )
    session.add(release)
    session.commit()


@pytest.fixture
def lead(session: Session) -> Account:
    return add_account(session, email="lead@ferring.example", name="Lead", password_hash="x")


def test_words_themes_findings_and_actions_are_shown(
    client: CheckedClient, session: Session, programme: Programme, lead: Account, receipt: str
) -> None:
    put_tag(session, "They are kind", "i-04", Stance.MET)
    publish(session, programme, lead, 1, "i-04", "i-02")
    response = client.send(FOLLOW, {"code": receipt.lower().replace("-", " ")})
    page = soup(response)
    cards = [" ".join(card.text.split()) for card in page.select(".sd-card")]
    theme = session.scalars(select(Theme).where(Theme.key == "i-04")).one()
    assert cards == [
        f"What is good about your support? They are kind It counts towards: {theme.title} Happening",
        "What could be better? <b>Weekends</b> It has not been sorted into themes yet. Please look again later.",
        "Finding 1 You said: Be kind. We will: We pay for travel time.",
    ]
    assert receipt not in response.request.url


def test_only_the_latest_release_and_only_findings_on_ones_own_themes_count(
    session: Session, programme: Programme, lead: Account, receipt: str
) -> None:
    put_tag(session, "They are kind", "i-04", Stance.MET)
    publish(session, programme, lead, 1, "i-04")
    publish(session, programme, lead, 2, "i-02")
    followed = find_followed(session, programme, receipt=receipt)
    assert followed is not None
    assert list(followed.findings) == []
    publish(session, programme, lead, 3, "i-04")
    followed = find_followed(session, programme, receipt=receipt)
    assert followed is not None
    assert [finding["key"] for finding in followed.findings] == ["f3"]


def test_unsure_tags_do_not_count_and_equal_ones_count_once(
    client: CheckedClient, session: Session, programme: Programme, receipt: str
) -> None:
    put_tag(session, "They are kind", "i-04", Stance.MET, band=Band.SUGGEST)
    put_tag(session, "<b>Weekends</b>", "i-02", Stance.UNMET)
    put_tag(session, "<b>Weekends</b>", "i-02", Stance.UNMET)
    followed = find_followed(session, programme, receipt=receipt)
    assert followed is not None
    assert [[(tag.theme.key, tag.stance) for tag in words.tags] for words in followed.words] == [
        [],
        [("i-02", Stance.UNMET)],
    ]
    assert "It does not count towards a theme so far" in client.send(FOLLOW, {"code": receipt}).text


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("", "Enter the receipt code you got when you sent your answers"),
        ("no code", "We cannot find this receipt code. Check each letter and number, and try again"),
        ("0000-0000-00", "We cannot find this receipt code. Check each letter and number, and try again"),
        ("\x00" * 50, "We cannot find this receipt code. Check each letter and number, and try again"),
    ],
)
def test_a_wrong_code_is_a_clear_error(client: CheckedClient, programme: Programme, code: str, advice: str) -> None:
    response = client.send(FOLLOW, {"code": code})
    assert [link.text for link in soup(response).select(".govuk-error-summary__list a")] == [advice]


def test_a_response_by_choosing_alone_has_no_words_to_follow(
    client: CheckedClient, session: Session, programme: Programme
) -> None:
    edition = publish_edition(session, programme, SURVEY, opens_on=date(2026, 9, 1), closes_on=None)
    draft = start_draft(session.connection(), edition, secret=SECRET, on=AT.date())
    support = SURVEY.find_question("support")
    assert support is not None
    save_answer(session.connection(), draft, support, "both", on=AT.date())
    save_answered_by(session.connection(), draft, AnsweredBy.SELF, on=AT.date())
    save_consent(session.connection(), draft, may_quote=False, on=AT.date())
    code = submit_response(session, draft, at=AT).receipt
    session.commit()
    assert "You answered by choosing" in client.send(FOLLOW, {"code": code}).text
