"""photos and voice notes that staff delete"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('upload', sa.Column('deleted_on', sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('upload') as batch:
        batch.drop_column('deleted_on')
