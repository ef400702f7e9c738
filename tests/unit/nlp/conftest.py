import pytest
from hypothesis import settings

from nlp.tagger import Tagger

settings.register_profile("unhurried", deadline=None, max_examples=50)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    return Tagger.load()
