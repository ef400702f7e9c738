"""A programme with a codeframe of its own."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from surveys.models import Codeframe, Programme
from surveys.tagging.codeframe_files import read_codeframe_file
from surveys.tagging.own_codeframes import propose_codeframe, use_codeframe
from tests.codeframes import OURS
from tests.conftest import AT


@pytest.fixture
def use(session: Session, programme: Programme) -> Callable[..., Codeframe]:
    """Put an edition of the programme's own codeframe to use."""

    def start(content: str = OURS, edition: str = "1", *, key: str = "ours") -> Codeframe:
        definition = read_codeframe_file(
            content.encode(), name="ours.csv", key=key, edition=edition, title=f"Our {key} themes"
        )
        row = propose_codeframe(session, programme, definition)
        use_codeframe(session, row, at=AT)
        session.commit()
        return row

    return start
