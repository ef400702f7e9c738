"""the author's desk"""

import sqlalchemy as sa
from alembic import op
import surveys.models.base

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('questionnaire_draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('changed_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.Column('changed_by_id', sa.Integer(), nullable=False),
    sa.Column('based_on_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['based_on_id'], ['questionnaire_edition.id'], name=op.f('fk_questionnaire_draft_based_on_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['changed_by_id'], ['account.id'], name=op.f('fk_questionnaire_draft_changed_by_id')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_questionnaire_draft_programme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_questionnaire_draft')),
    sa.UniqueConstraint('programme_id', 'key', name=op.f('uq_questionnaire_draft_programme_id_key'))
    )


def downgrade() -> None:
    op.drop_table('questionnaire_draft')
