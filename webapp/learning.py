"""Making a version of what is learned, for the command line and the worker. The database is free while it learns."""

import logging
from collections.abc import Callable

from sqlalchemy.exc import OperationalError

from surveys.audit import record_act
from surveys.errors import NothingToLearn, Overtaken
from surveys.learning.evidence import gather
from surveys.learning.requests import answer_request, find_waiting
from surveys.learning.versions import check_new, store_version
from surveys.models import Account, LearnedVersion, LearningRequest, Programme
from surveys.tagging.learning import Learned, Task, learn_version
from webapp.clock import now
from webapp.database import writing
from webapp.extensions import db

Learner = Callable[[Task], Learned]
FAILED = "Something went wrong on our side. What is in use has not changed. Tell whoever runs the software"

log = logging.getLogger("said.learning")


def learn(programme_id: int, *, by_id: int | None = None, learner: Learner = learn_version) -> LearnedVersion:
    """Read the decisions, learn, and keep the version; it goes live or is refused.

    Raises:
        NothingToLearn: nobody has decided anything, or nothing new.
        Overtaken: another version went live, or was rolled back, meanwhile.
    """
    programme = db.session.get_one(Programme, programme_id)
    evidence = gather(db.session, programme)
    check_new(db.session, programme, evidence)
    db.session.rollback()
    learned = learner(evidence.task)
    with writing():
        programme = db.session.get_one(Programme, programme_id)
        by = db.session.get_one(Account, by_id) if by_id else None
        version = store_version(db.session, programme, evidence, learned, by=by, at=now())
        record_act(db.session, "make version", by=by, at=now(), programme=programme, subject=version)
        db.session.commit()
    return version


def learn_next(learner: Learner = learn_version) -> bool:
    """Answer the oldest request to learn; tells whether there was one.

    One that was overtaken stays, and is taken up again.
    """
    request = find_waiting(db.session)
    if request is None:
        db.session.rollback()
        return False
    request_id = request.id
    version_id, note = None, ""
    try:
        version_id = learn(request.programme_id, by_id=request.asked_by_id, learner=learner).id
    except NothingToLearn as error:
        note = str(error)
    except (Overtaken, OperationalError):
        db.session.rollback()
        raise
    except Exception:
        log.exception("learning failed")
        note = FAILED
    db.session.rollback()
    with writing():
        request = db.session.get_one(LearningRequest, request_id)
        version = db.session.get(LearnedVersion, version_id) if version_id else None
        answer_request(db.session, request, version=version, note=note, at=now())
        db.session.commit()
    return True
