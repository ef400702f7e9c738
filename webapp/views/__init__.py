"""The pages, a blueprint a topic."""

from webapp.views import (
    codeframes,
    concerns,
    desk,
    evaluation,
    learning,
    look,
    media,
    public,
    publication,
    review,
    sign_in,
    subjects,
    summaries,
    surveys,
    workshops,
)

BLUEPRINTS = (
    public.blueprint,
    look.blueprint,
    media.blueprint,
    sign_in.blueprint,
    desk.blueprint,
    surveys.blueprint,
    evaluation.blueprint,
    workshops.blueprint,
    review.blueprint,
    learning.blueprint,
    concerns.blueprint,
    summaries.blueprint,
    subjects.blueprint,
    codeframes.blueprint,
    publication.blueprint,
)
