"""field work: reference populations"""

import sqlalchemy as sa
from alembic import op
import surveys.models.base

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('reference_population',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('survey_key', sa.String(), nullable=False),
    sa.Column('question_key', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('counted_on', sa.Date(), nullable=False),
    sa.Column('added_by_id', sa.Integer(), nullable=False),
    sa.Column('added_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.Column('withdrawn_by_id', sa.Integer(), nullable=True),
    sa.Column('withdrawn_at_utc', surveys.models.base.Instant(timezone=True), nullable=True),
    sa.CheckConstraint("(survey_key = '') = (question_key = '')", name=op.f('ck_reference_population_what')),
    sa.CheckConstraint("source <> ''", name=op.f('ck_reference_population_source')),
    sa.ForeignKeyConstraint(['added_by_id'], ['account.id'], name=op.f('fk_reference_population_added_by_id')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_reference_population_programme_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['withdrawn_by_id'], ['account.id'], name=op.f('fk_reference_population_withdrawn_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reference_population'))
    )
    op.create_index('ix_reference_population_programme_id_survey_key', 'reference_population', ['programme_id', 'survey_key'])
    op.create_table('reference_share',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('population_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('value', sa.String(), nullable=False),
    sa.Column('share', sa.Double(), nullable=False),
    sa.CheckConstraint('share BETWEEN 0 AND 1', name=op.f('ck_reference_share_share')),
    sa.ForeignKeyConstraint(['population_id'], ['reference_population.id'], name=op.f('fk_reference_share_population_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reference_share')),
    sa.UniqueConstraint('population_id', 'position', name=op.f('uq_reference_share_population_id_position')),
    sa.UniqueConstraint('population_id', 'value', name=op.f('uq_reference_share_population_id_value'))
    )


def downgrade() -> None:
    op.drop_table('reference_share')
    op.drop_index('ix_reference_population_programme_id_survey_key', 'reference_population')
    op.drop_table('reference_population')
