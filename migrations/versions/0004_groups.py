"""what nobody asked about"""

import sqlalchemy as sa
from alembic import op
import surveys.models.base

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('look_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=True),
    sa.Column('asked_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['asked_by_id'], ['account.id'], name=op.f('fk_look_request_asked_by_id')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_look_request_programme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_look_request'))
    )
    with op.batch_alter_table('look_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_look_request_programme_id'), ['programme_id'], unique=False)

    op.create_table('look',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('made_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.Column('pipeline', sa.String(), nullable=False),
    sa.Column('parameters', sa.JSON(), nullable=False),
    sa.Column('unthemed_count', sa.Integer(), nullable=False),
    sa.Column('looked_count', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.CheckConstraint('looked_count >= 0 AND unthemed_count >= looked_count', name=op.f('ck_look_counts')),
    sa.ForeignKeyConstraint(['request_id'], ['look_request.id'], name=op.f('fk_look_request_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_look')),
    sa.UniqueConstraint('request_id', name=op.f('uq_look_request_id'))
    )
    op.create_table('subject',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('look_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('phrases', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['look_id'], ['look.id'], name=op.f('fk_subject_look_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_subject')),
    sa.UniqueConstraint('look_id', 'position', name=op.f('uq_subject_look_id_position'))
    )
    op.create_table('subject_member',
    sa.Column('look_id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_subject_member_contribution_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['look_id'], ['look.id'], name=op.f('fk_subject_member_look_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['subject_id'], ['subject.id'], name=op.f('fk_subject_member_subject_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('look_id', 'contribution_id', name=op.f('pk_subject_member'))
    )
    with op.batch_alter_table('subject_member', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_subject_member_subject_id'), ['subject_id'], unique=False)

    op.create_table('subject_dismissal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('dismissed_by_id', sa.Integer(), nullable=False),
    sa.Column('dismissed_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.CheckConstraint("reason <> ''", name=op.f('ck_subject_dismissal_reason')),
    sa.ForeignKeyConstraint(['dismissed_by_id'], ['account.id'], name=op.f('fk_subject_dismissal_dismissed_by_id')),
    sa.ForeignKeyConstraint(['subject_id'], ['subject.id'], name=op.f('fk_subject_dismissal_subject_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_subject_dismissal')),
    sa.UniqueConstraint('subject_id', name=op.f('uq_subject_dismissal_subject_id'))
    )
    op.create_table('theme_proposal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('statement', sa.String(), nullable=False),
    sa.Column('include', sa.String(), nullable=False),
    sa.Column('leave_out', sa.String(), nullable=False),
    sa.Column('proposed_by_id', sa.Integer(), nullable=False),
    sa.Column('proposed_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.CheckConstraint("title <> '' AND statement <> ''", name=op.f('ck_theme_proposal_words')),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['account.id'], name=op.f('fk_theme_proposal_proposed_by_id')),
    sa.ForeignKeyConstraint(['subject_id'], ['subject.id'], name=op.f('fk_theme_proposal_subject_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_theme_proposal'))
    )
    with op.batch_alter_table('theme_proposal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_theme_proposal_subject_id'), ['subject_id'], unique=False)

    op.create_table('proposal_example',
    sa.Column('proposal_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_proposal_example_contribution_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['proposal_id'], ['theme_proposal.id'], name=op.f('fk_proposal_example_proposal_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('proposal_id', 'position', name=op.f('pk_proposal_example'))
    )
    op.create_table('proposal_uptake',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('proposal_id', sa.Integer(), nullable=False),
    sa.Column('codeframe_key', sa.String(), nullable=False),
    sa.Column('edition', sa.String(), nullable=False),
    sa.Column('theme_key', sa.String(), nullable=False),
    sa.Column('taken_by_id', sa.Integer(), nullable=False),
    sa.Column('taken_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['proposal_id'], ['theme_proposal.id'], name=op.f('fk_proposal_uptake_proposal_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['taken_by_id'], ['account.id'], name=op.f('fk_proposal_uptake_taken_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal_uptake'))
    )
    with op.batch_alter_table('proposal_uptake', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_proposal_uptake_proposal_id'), ['proposal_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('proposal_uptake', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_proposal_uptake_proposal_id'))
    op.drop_table('proposal_uptake')
    op.drop_table('proposal_example')
    with op.batch_alter_table('theme_proposal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_theme_proposal_subject_id'))
    op.drop_table('theme_proposal')
    op.drop_table('subject_dismissal')
    with op.batch_alter_table('subject_member', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_subject_member_subject_id'))
    op.drop_table('subject_member')
    op.drop_table('subject')
    op.drop_table('look')
    with op.batch_alter_table('look_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_look_request_programme_id'))
    op.drop_table('look_request')
