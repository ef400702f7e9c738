"""learned versions"""

import sqlalchemy as sa
from alembic import op
import surveys.models.base

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('learned_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('pipeline', sa.String(), nullable=False),
    sa.Column('frames', sa.String(), nullable=False),
    sa.Column('lesson_count', sa.Integer(), nullable=False),
    sa.Column('decision_count', sa.Integer(), nullable=False),
    sa.Column('audit_count', sa.Integer(), nullable=False),
    sa.Column('evidence_sha256', sa.String(), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('data', sa.LargeBinary(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.Column('made_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.CheckConstraint('number >= 1', name=op.f('ck_learned_version_number')),
    sa.CheckConstraint('lesson_count >= 1 AND decision_count >= 0 AND audit_count >= 0', name=op.f('ck_learned_version_counts')),
    sa.ForeignKeyConstraint(['made_by_id'], ['account.id'], name=op.f('fk_learned_version_made_by_id')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_learned_version_programme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_learned_version')),
    sa.UniqueConstraint('programme_id', 'number', name=op.f('uq_learned_version_programme_id_number'))
    )
    op.create_table('version_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.Enum('went_live', 'refused', 'rolled_back', name='versionoutcome', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('taken_by_id', sa.Integer(), nullable=True),
    sa.Column('taken_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.CheckConstraint("outcome <> 'refused' OR reason <> ''", name=op.f('ck_version_step_reason')),
    sa.ForeignKeyConstraint(['taken_by_id'], ['account.id'], name=op.f('fk_version_step_taken_by_id')),
    sa.ForeignKeyConstraint(['version_id'], ['learned_version.id'], name=op.f('fk_version_step_version_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_version_step')),
    sa.UniqueConstraint('version_id', 'outcome', name=op.f('uq_version_step_version_id_outcome'))
    )
    op.create_table('learning_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=False),
    sa.Column('asked_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['asked_by_id'], ['account.id'], name=op.f('fk_learning_request_asked_by_id')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_learning_request_programme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_learning_request'))
    )
    with op.batch_alter_table('learning_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_learning_request_programme_id'), ['programme_id'], unique=False)

    op.create_table('learning_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=True),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('answered_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.CheckConstraint("(version_id IS NULL) = (note <> '')", name=op.f('ck_learning_answer_note')),
    sa.ForeignKeyConstraint(['request_id'], ['learning_request.id'], name=op.f('fk_learning_answer_request_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['version_id'], ['learned_version.id'], name=op.f('fk_learning_answer_version_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_learning_answer')),
    sa.UniqueConstraint('request_id', name=op.f('uq_learning_answer_request_id'))
    )
    with op.batch_alter_table('contribution_review', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_blind', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table('contribution_review', schema=None) as batch_op:
        batch_op.drop_column('is_blind')
    op.drop_table('learning_answer')
    with op.batch_alter_table('learning_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_learning_request_programme_id'))
    op.drop_table('learning_request')
    op.drop_table('version_step')
    op.drop_table('learned_version')
