"""paper, keying and telephone"""

import sqlalchemy as sa
from alembic import op
import surveys.models.base

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def choice(*values, name):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def instant():
    return surveys.models.base.Instant(timezone=True)


def upgrade() -> None:
    op.create_table('print_order',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('language', choice('en', 'cy', 'bn', 'pl', 'ur', name='language'), nullable=False),
    sa.Column('format', choice('standard', 'large_print', 'easy_read', name='format'), nullable=False),
    sa.Column('return_to', sa.String(), nullable=False),
    sa.Column('survey_address', sa.String(), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=False),
    sa.Column('asked_at_utc', instant(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('made_at_utc', instant(), nullable=True),
    sa.Column('page_count', sa.Integer(), nullable=False),
    sa.Column('error', sa.String(), nullable=False),
    sa.CheckConstraint('(content IS NULL) = (made_at_utc IS NULL)', name=op.f('ck_print_order_made')),
    sa.CheckConstraint("content IS NULL OR error = ''", name=op.f('ck_print_order_error')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['account.id'], name=op.f('fk_print_order_asked_by_id')),
    sa.ForeignKeyConstraint(['edition_id'], ['questionnaire_edition.id'], name=op.f('fk_print_order_edition_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_print_order')),
    sa.UniqueConstraint('edition_id', 'language', 'format', 'return_to', 'survey_address', name=op.f('uq_print_order_wanted'))
    )
    op.create_table('paper_batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('sample_percent', sa.Integer(), nullable=False),
    sa.Column('opened_by_id', sa.Integer(), nullable=False),
    sa.Column('opened_at_utc', instant(), nullable=False),
    sa.Column('sampled_at_utc', instant(), nullable=True),
    sa.Column('closed_by_id', sa.Integer(), nullable=True),
    sa.Column('closed_at_utc', instant(), nullable=True),
    sa.Column('form_count', sa.Integer(), nullable=False),
    sa.Column('checked_count', sa.Integer(), nullable=False),
    sa.Column('compared_count', sa.Integer(), nullable=False),
    sa.Column('difference_count', sa.Integer(), nullable=False),
    sa.Column('marks', sa.JSON(), nullable=False),
    sa.CheckConstraint('sample_percent BETWEEN 0 AND 100', name=op.f('ck_paper_batch_sample_percent')),
    sa.CheckConstraint('difference_count BETWEEN 0 AND compared_count', name=op.f('ck_paper_batch_differences')),
    sa.CheckConstraint('form_count >= 0 AND checked_count BETWEEN 0 AND form_count', name=op.f('ck_paper_batch_forms')),
    sa.CheckConstraint('(closed_at_utc IS NULL) = (closed_by_id IS NULL)', name=op.f('ck_paper_batch_closed')),
    sa.ForeignKeyConstraint(['closed_by_id'], ['account.id'], name=op.f('fk_paper_batch_closed_by_id')),
    sa.ForeignKeyConstraint(['edition_id'], ['questionnaire_edition.id'], name=op.f('fk_paper_batch_edition_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['opened_by_id'], ['account.id'], name=op.f('fk_paper_batch_opened_by_id')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_paper_batch_programme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_batch')),
    sa.UniqueConstraint('programme_id', 'number', name=op.f('uq_paper_batch_programme_id_number'))
    )
    op.create_index(op.f('ix_paper_batch_edition_id'), 'paper_batch', ['edition_id'])
    op.create_table('paper_form',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('keyed_by_id', sa.Integer(), nullable=False),
    sa.Column('keyed_at_utc', instant(), nullable=False),
    sa.Column('first', sa.LargeBinary(), nullable=False),
    sa.Column('is_sampled', sa.Boolean(), nullable=False),
    sa.Column('second_by_id', sa.Integer(), nullable=True),
    sa.Column('second', sa.LargeBinary(), nullable=True),
    sa.Column('agreed', sa.LargeBinary(), nullable=True),
    sa.Column('agreed_at_utc', instant(), nullable=True),
    sa.Column('compared_count', sa.Integer(), nullable=False),
    sa.Column('difference_count', sa.Integer(), nullable=False),
    sa.CheckConstraint('(second IS NULL) = (second_by_id IS NULL)', name=op.f('ck_paper_form_second')),
    sa.CheckConstraint('second_by_id <> keyed_by_id', name=op.f('ck_paper_form_somebody_else')),
    sa.CheckConstraint('(agreed IS NULL) = (agreed_at_utc IS NULL)', name=op.f('ck_paper_form_agreed')),
    sa.ForeignKeyConstraint(['batch_id'], ['paper_batch.id'], name=op.f('fk_paper_form_batch_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['keyed_by_id'], ['account.id'], name=op.f('fk_paper_form_keyed_by_id')),
    sa.ForeignKeyConstraint(['second_by_id'], ['account.id'], name=op.f('fk_paper_form_second_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_form')),
    sa.UniqueConstraint('batch_id', 'number', name=op.f('uq_paper_form_batch_id_number'))
    )


def downgrade() -> None:
    for name in ('paper_form', 'paper_batch', 'print_order'):
        op.drop_table(name)
