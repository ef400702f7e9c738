"""contacts and invitations"""

import sqlalchemy as sa
from alembic import op
import surveys.models.base

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

GROUP = ('service_user', 'family_carer', 'care_worker', 'provider', 'professional')
REACH = ('email', 'letter', 'phone', 'in_person')
# In SQLite only a key of this type is where a row is kept; a random one then hides in which order rows came.
RANDOM_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def choice(*values, name):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table('contact_import',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('file_name', sa.String(), nullable=False),
    sa.Column('group', choice(*GROUP, name='group'), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('added_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.Column('added_by_id', sa.Integer(), nullable=False),
    sa.Column('is_taken_in', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['added_by_id'], ['account.id'], name=op.f('fk_contact_import_added_by_id')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_contact_import_programme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact_import'))
    )
    op.create_index(op.f('ix_contact_import_programme_id'), 'contact_import', ['programme_id'])
    op.create_table('contact',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('phone', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('group', choice(*GROUP, name='group'), nullable=False),
    sa.Column('language', choice('en', 'cy', 'bn', 'pl', 'ur', name='language'), nullable=False),
    sa.Column('format', choice('standard', 'large_print', 'easy_read', name='format'), nullable=False),
    sa.Column('reach', choice(*REACH, name='reach'), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=True),
    sa.Column('needs', sa.String(), nullable=False),
    sa.Column('provided', sa.String(), nullable=False),
    sa.Column('may_share', sa.Boolean(), nullable=True),
    sa.Column('share_asked_on', sa.Date(), nullable=True),
    sa.Column('review_on', sa.Date(), nullable=True),
    sa.Column('opted_out_on', sa.Date(), nullable=True),
    sa.CheckConstraint('(may_share IS NULL) = (share_asked_on IS NULL)', name=op.f('ck_contact_sharing')),
    sa.CheckConstraint("reach <> 'email' OR email <> ''", name=op.f('ck_contact_email')),
    sa.CheckConstraint("reach <> 'letter' OR address <> ''", name=op.f('ck_contact_address')),
    sa.CheckConstraint("reach <> 'phone' OR phone <> ''", name=op.f('ck_contact_phone')),
    sa.ForeignKeyConstraint(['import_id'], ['contact_import.id'], name=op.f('fk_contact_import_id')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_contact_programme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact'))
    )
    for column in ('import_id', 'programme_id', 'review_on'):
        op.create_index(op.f(f'ix_contact_{column}'), 'contact', [column])
    op.create_table('invitation_round',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('reminder_of_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('groups', sa.JSON(), nullable=False),
    sa.Column('texts', sa.JSON(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('made_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.Column('released_at_utc', surveys.models.base.Instant(timezone=True), nullable=True),
    sa.Column('sent_count', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['questionnaire_edition.id'], name=op.f('fk_invitation_round_edition_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['made_by_id'], ['account.id'], name=op.f('fk_invitation_round_made_by_id')),
    sa.ForeignKeyConstraint(['reminder_of_id'], ['invitation_round.id'], name=op.f('fk_invitation_round_reminder_of_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation_round'))
    )
    for column in ('edition_id', 'reminder_of_id'):
        op.create_index(op.f(f'ix_invitation_round_{column}'), 'invitation_round', [column])
    op.create_table('invitation',
    sa.Column('id', RANDOM_ID, autoincrement=False, nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_invitation_contact_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['edition_id'], ['questionnaire_edition.id'], name=op.f('fk_invitation_edition_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('edition_id', 'contact_id', name=op.f('uq_invitation_edition_id_contact_id')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_invitation_token_hash'))
    )
    op.create_index(op.f('ix_invitation_contact_id'), 'invitation', ['contact_id'])
    op.create_table('answered_invitation',
    sa.Column('invitation_id', RANDOM_ID, autoincrement=False, nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['questionnaire_edition.id'], name=op.f('fk_answered_invitation_edition_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['invitation_id'], ['invitation.id'], name=op.f('fk_answered_invitation_invitation_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('invitation_id', name=op.f('pk_answered_invitation'))
    )
    op.create_index(op.f('ix_answered_invitation_edition_id'), 'answered_invitation', ['edition_id'])
    op.create_table('invitation_message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('invitation_id', RANDOM_ID, nullable=False),
    sa.Column('reach', choice(*REACH, name='reach'), nullable=False),
    sa.Column('state', choice('waiting', 'sending', 'sent', 'failed', 'uncertain', name='messagestate'), nullable=False),
    sa.Column('failure', choice('refused', 'unreachable', 'not_allowed', 'cut_off', name='mailfailure'), nullable=True),
    sa.Column('claimed_at_utc', surveys.models.base.Instant(timezone=True), nullable=True),
    sa.Column('settled_on', sa.Date(), nullable=True),
    sa.CheckConstraint("(state = 'sending') = (claimed_at_utc IS NOT NULL)", name=op.f('ck_invitation_message_claimed')),
    sa.ForeignKeyConstraint(['invitation_id'], ['invitation.id'], name=op.f('fk_invitation_message_invitation_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['round_id'], ['invitation_round.id'], name=op.f('fk_invitation_message_round_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation_message')),
    sa.UniqueConstraint('round_id', 'invitation_id', name=op.f('uq_invitation_message_round_id_invitation_id'))
    )
    for column in ('invitation_id', 'state'):
        op.create_index(op.f(f'ix_invitation_message_{column}'), 'invitation_message', [column])


def downgrade() -> None:
    for name in ('invitation_message', 'answered_invitation', 'invitation', 'invitation_round', 'contact', 'contact_import'):
        op.drop_table(name)
