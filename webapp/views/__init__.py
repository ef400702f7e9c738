"""The pages, a blueprint a topic."""

from webapp.views import desk, public, sign_in

BLUEPRINTS = (public.blueprint, sign_in.blueprint, desk.blueprint)
