"""What belongs to a question besides its words: Easy Read, a picture, a clip, a route, other languages."""

import io
import struct
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.test import EnvironBuilder, TestResponse, encode_multipart

from surveys.models import Media, QuestionnaireDraft, QuestionnaireEdition
from tests.checked_client import CheckedClient, form_values, soup
from tests.integration.authoring.conftest import HERE

SUPPORT = f"{HERE}/questions/support"
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 100
MP4 = struct.pack(">I", 24) + b"ftypisom\x00\x00\x02\x00isomiso2" + b"\x00" * 64


@pytest.fixture(autouse=True)
def published(edition: QuestionnaireEdition) -> QuestionnaireEdition:
    return edition


def question(session: Session, key: str = "support") -> dict[str, Any]:
    session.expire_all()
    content = session.scalars(select(QuestionnaireDraft)).one().content
    return next(it for section in content["sections"] for it in section["questions"] if it["key"] == key)


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(out, "PNG")
    return out.getvalue()


def errors(response: TestResponse) -> list[tuple[str, str]]:
    return [(str(link["href"]), link.text) for link in soup(response).select(".govuk-error-summary__list a")]


def test_easy_read_is_checked_while_it_is_written_and_saved_with_its_answers(
    client: CheckedClient, session: Session
) -> None:
    place = f"{SUPPORT}/easy-read"
    page = client.page(place)
    assert "Every sentence has 15 words or fewer" in page.text
    long = "We would like to know which one of all these many kinds of help you are getting at home now"
    tried = soup(client.send(place, {"text": long, "hint": "Short. Shorter.", "try_out": "1"}))
    assert "1 sentence is too long" in tried.text
    assert "20 words: too long" in tried.text
    assert session.scalars(select(QuestionnaireDraft)).all() == []
    client.send(place, {"text": "What help do you get?", "option_0": "", "ask_3": "Which help?"})
    easy = question(session)["easy"]
    assert (easy["text"], easy["picture"], easy["asks"]) == ("What help do you get?", "house", {"other": "Which help?"})
    assert "home-care" not in easy["options"]
    assert easy["options"]["both"] == "Both of these"


def test_a_statement_has_as_many_easy_answers_as_answers(client: CheckedClient, session: Session) -> None:
    place = f"{HERE}/questions/on-time/easy-read"
    assert errors(client.send(place, {"labels": "No\nYes"})) == [
        ("#labels", "Enter 5 answers, one a line, as in the standard version, or none")
    ]
    client.send(place, {"labels": "", "statement": "They come on time."})
    easy = question(session, "on-time")["easy"]
    assert ("labels" in easy, easy["statement"]) == (False, "They come on time.")


def test_a_picture_is_found_by_a_word_and_credited(client: CheckedClient, session: Session) -> None:
    place = f"{SUPPORT}/easy-read/picture"
    page = client.page(f"{place}?find=hospital")
    assert [it["value"] for it in page.select("input[type=radio]")] == ["hospital"]
    assert "OpenMoji, CC BY-SA 4.0" in page.text
    client.send(place, {"picture": "hospital"})
    assert question(session)["easy"]["picture"] == "hospital"
    assert "OpenMoji, CC BY-SA 4.0" in client.page("/accessibility").text


def test_an_own_picture_needs_words_and_is_known_by_its_content(client: CheckedClient, session: Session) -> None:
    place = f"{SUPPORT}/easy-read/own-picture"
    named = (io.BytesIO(b"<svg onload=alert(1)>"), "it.png")
    assert errors(client.send(place, {"file": named, "alt": "A house"})) == [
        ("#file", "Choose a picture: PNG, JPEG, GIF or WebP")
    ]
    assert errors(client.send(place, {"file": (io.BytesIO(b""), ""), "alt": ""})) == [
        ("#file", "Choose a picture"),
        ("#alt", "Enter what the picture shows, for people who cannot see it"),
    ]
    client.send(place, {"file": (io.BytesIO(picture()), "it.exe"), "alt": "A teal square"})
    own = question(session)["easy"]["picture"]
    assert own["alt"] == "A teal square"
    shown = client.get(f"/media/{own['media']}")
    assert (shown.mimetype, shown.data) == ("image/png", picture())
    part = client.get(f"/media/{own['media']}", headers={"Range": "bytes=0-7"})
    assert (part.status_code, part.data) == (206, picture()[:8])


def test_a_clip_needs_its_words_and_keeps_its_file_when_they_change(client: CheckedClient, session: Session) -> None:
    place = f"{SUPPORT}/clip"
    wrong = {"kind": "sign", "file": (io.BytesIO(MP3), "it.mp4"), "transcript": "What help do you get?"}
    assert errors(client.send(place, wrong)) == [("#file", "Choose a film: MP4 or WebM")]
    assert [words for _, words in errors(client.send(place, {"kind": "audio", "file": (io.BytesIO(b""), "")}))] == [
        "Choose a film or a recording",
        "Enter everything that is said or signed, for people who cannot hear or see it",
    ]
    client.send(place, wrong | {"kind": "sign", "file": (io.BytesIO(MP4), "it")})
    clip = question(session)["clip"]
    assert session.scalars(select(Media.media_type)).all() == ["video/mp4"]
    client.send(place, {"transcript": "Other words", "file": (io.BytesIO(b""), "")})
    assert question(session)["clip"] == {**clip, "transcript": "Other words"}
    client.send(place, {"kind": "audio", "file": (io.BytesIO(MP3), "it.mp3")})
    assert question(session)["clip"]["kind"] == "audio"
    client.send(f"{place}/remove")
    assert "clip" not in question(session)


def test_a_clip_of_more_than_20_megabytes_is_refused_in_words(client: CheckedClient) -> None:
    token = form_values(soup(client.get(f"{SUPPORT}/clip")).select("form")[-1])["csrf_token"]
    big = io.BytesIO(MP4 + b"\x00" * (20 * 1024 * 1024))
    fields = {"csrf_token": token, "kind": "sign", "file": (big, "it.mp4"), "transcript": "x"}
    builder = EnvironBuilder(data=fields)
    boundary, body = encode_multipart(MultiDict([*builder.form.items(multi=True), *builder.files.items(multi=True)]))
    response = client.post(f"{SUPPORT}/clip", data=body, content_type=f"multipart/form-data; boundary={boundary}")
    assert errors(response) == [("#file", "The file is larger than 20 megabytes. Choose a smaller one")]


def test_a_route_is_made_of_sentences_one_at_a_time(client: CheckedClient, session: Session) -> None:
    place = f"{HERE}/questions/good/route"
    assert "It is always shown" in client.page(place).text
    assert [it["value"] for it in client.page(f"{place}/new").select("option")][:2] == [
        "support",
        "support-other-words",
    ]
    new = f"{place}/new?asked=visits-a-week"
    assert errors(client.send(new)) == [("#relation", "Select how the answer is compared")]
    wrong = client.send(new, {"relation": "at_least", "number": "99"})
    assert errors(wrong) == [("#number", "Enter a number that can be an answer to the question")]
    client.send(new, {"relation": "at_least", "number": "3"})
    new = f"{place}/new?asked=support"
    assert errors(client.send(new, {"relation": "is"})) == [("#answers", "Select at least one answer")]
    client.send(new, {"relation": "is_not", "answers": ["home-care", "both"]})
    assert "“What kind of support do you get at home?” is not “Home care” or “Both" in client.page(place).text
    client.send(place, {"joining": "none"})
    assert question(session, "good")["show_when"] == {
        "not": {
            "any": [
                {"question": "visits-a-week", "at_least": 3},
                {"not": {"question": "support", "is": ["home-care", "both"]}},
            ]
        }
    }
    client.send(place, {"remove": "1"})
    assert "none of these is true: “How many visits" in client.page(place).text
    client.send(place, {"remove": "0"})
    assert "show_when" not in question(session, "good")


def test_translations_are_typed_beside_the_texts_and_missing_ones_are_listed(
    client: CheckedClient, session: Session
) -> None:
    client.send(f"{HERE}/questions/good/words", {"text": "What is good about your support now?"})
    assert "Welsh (Cymraeg): it lacks 1 text." in client.page(f"{HERE}/check").text
    place = f"{HERE}/languages/cy"
    page = client.page(place)
    assert "1 of " in page.text
    label = page.select_one("form[method=post] label")
    assert label is not None
    assert label.text.strip() == "What is good about your support now?"
    hint = page.select_one("form[method=post] .govuk-hint")
    assert hint is not None
    assert hint.text.strip().startswith("Before: “What is good about your support?” – “")
    name = str(label["for"])
    assert errors(client.send(place, {name: "Beth {support}?"})) == [
        (f"#{name}", "Keep what stands in {curly brackets} as it is: an earlier answer goes there")
    ]
    client.send(place, {name: "Beth sy’n dda nawr?"})
    assert "All " in client.page(place).text
    assert len(client.page(f"{place}?all=1").select("form[method=post] textarea")) == 20


@pytest.mark.parametrize("kind", ["csv", "toml"])
def test_a_translator_gets_a_file_and_sends_it_back(client: CheckedClient, session: Session, kind: str) -> None:
    client.send(f"{HERE}/questions/good/words", {"text": "What is good, “now” or later?"})
    place = f"{HERE}/languages/pl"
    file = client.get(f"{place}/file.{kind}").get_data(as_text=True)
    filled = file.replace('"What is good, “now” or later?",', '"What is good, “now” or later?",Co dobrego?').replace(
        '"What is good, “now” or later?" = ""', '"What is good, “now” or later?" = "Co dobrego?"'
    )
    assert filled != file
    upload = {"file": (io.BytesIO(filled.encode()), f"service-user.pl.{kind}")}
    client.send(f"{place}/upload", upload)
    assert "All " in client.page(place).text
    for content, name, wrong in (
        ("x", "it.doc", "Choose a file that ends in .toml or .csv"),
        ("a,b\n1,2", "it.csv", "The first row of the file must name the columns text and translation"),
        ("text,translation\nNobody,Nikt", "it.csv", "No line of the file translates a text of this survey."),
        ('language = "cy"\n[texts]\n', "it.toml", 'The file says language = "cy"; expected "pl"'),
        ("language = ", "it.toml", "This is not a TOML file"),
    ):
        response = client.send(f"{place}/upload", {"file": (io.BytesIO(content.encode()), name)})
        ((field, words),) = errors(response)
        assert (field, words.startswith(wrong)) == ("#file", True)


def test_a_page_of_texts_does_not_overwrite_what_somebody_else_translated(client: CheckedClient) -> None:
    client.send(f"{HERE}/questions/good/words", {"text": "What is good now?"})
    place = f"{HERE}/languages/cy?all=1"
    form = form_values(soup(client.get(place)).select("form[method=post]")[-1])
    name = next(key for key in form if key.startswith("text-"))
    client.send(place, {name: "Un"})
    late = client.post(place, data=form | {name: "Dau"}, follow_redirects=True)
    assert "changed this on" in soup(late).select(".govuk-error-summary")[0].text
