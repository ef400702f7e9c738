"""The pages, a blueprint a topic."""

from webapp.views import concerns, desk, evaluation, public, review, sign_in, surveys, workshops

BLUEPRINTS = (
    public.blueprint,
    sign_in.blueprint,
    desk.blueprint,
    surveys.blueprint,
    evaluation.blueprint,
    workshops.blueprint,
    review.blueprint,
    concerns.blueprint,
)
