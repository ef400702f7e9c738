"""The pages, a blueprint a topic."""

from webapp.views import concerns, desk, evaluation, public, publication, review, sign_in, summaries, surveys, workshops

BLUEPRINTS = (
    public.blueprint,
    sign_in.blueprint,
    desk.blueprint,
    surveys.blueprint,
    evaluation.blueprint,
    workshops.blueprint,
    review.blueprint,
    concerns.blueprint,
    summaries.blueprint,
    publication.blueprint,
)
