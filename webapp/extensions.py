"""Flask's extensions, made once and bound in `create_app`."""

from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_talisman import Talisman
from govuk_frontend_wtf.main import WTFormsHelpers

from surveys.models import Base

db = SQLAlchemy(metadata=Base.metadata)
migrate = Migrate(directory="migrations", render_as_batch=True, compare_type=True)
login_manager = LoginManager()
talisman = Talisman()
wtforms_helpers = WTFormsHelpers()
