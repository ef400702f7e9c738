"""field work: reference populations"""

import sqlalchemy as sa
from alembic import op
import surveys.models.base

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
