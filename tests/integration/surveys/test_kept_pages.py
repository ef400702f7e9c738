"""Pages are made once and given to many people: nothing of one person stands on a page of another."""

from flask import Flask

from tests.checked_client import CheckedClient
from tests.integration.surveys.pages import START, question


def begun_by_another(app: Flask) -> CheckedClient:
    other: CheckedClient = app.test_client()  # type: ignore[assignment]
    other.send(START, {"begin": "Start"})
    return other


def test_what_one_person_chose_or_wrote_stands_on_no_page_of_another(app: Flask, begun: CheckedClient) -> None:
    given = {"support": "both", "would-help": ["weekends"], "on-time": "4", "visits-a-week": "14", "good": "Marmalade"}
    for key, answer in given.items():
        begun.send(question(key), {"answer": answer})
        begun.page(question(key))
    other = begun_by_another(app)
    for key in given:
        page = other.page(question(key))
        assert not page.select("input[checked]")
        boxes = page.select("textarea, input[type=text]")
        assert not any(box.text.strip() or box.get("value") for box in boxes)
    assert begun.page(question("support")).select("input[checked]")[0]["value"] == "both"


def test_each_page_has_a_token_that_is_its_readers(app: Flask, begun: CheckedClient) -> None:
    other = begun_by_another(app)
    begun.page(question("good"))
    token = begun.page(question("good")).select("input[name=csrf_token]")[0]["value"]
    theirs = other.page(question("good")).select("input[name=csrf_token]")[0]["value"]
    assert token != theirs
    assert other.post(question("good"), data={"csrf_token": theirs, "answer": "Kind"}).status_code == 302
    refused = other.post(question("good"), data={"csrf_token": token, "answer": "Kind"})
    assert (refused.status_code, "This page was open for a long time" in refused.text) == (200, True)


def test_each_page_has_a_nonce_of_its_own_that_its_header_names(begun: CheckedClient) -> None:
    nonces = set()
    for _ in range(2):
        response = begun.get(question("good"))
        nonce = response.text.split('nonce="')[1].split('"')[0]
        assert f"'nonce-{nonce}'" in response.headers["Content-Security-Policy"]
        assert response.text.count("nonce=") == response.text.count(f'nonce="{nonce}"')
        nonces.add(nonce)
    assert len(nonces) == 2


def test_a_page_follows_each_ones_choice_of_language(app: Flask, begun: CheckedClient) -> None:
    other = begun_by_another(app)
    other.get("/look/language/cy")
    pages = [client.page(question("good")) for client in (begun, other, begun)]
    assert [page.html["lang"] if page.html else None for page in pages] == ["en", "cy", "en"]
