"""surveys for everybody: sealed drafts, formats, languages, what is kept apart"""

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

LANGUAGE = ('en', 'cy', 'bn', 'pl', 'ur')


def choice(*values, name):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    # Drafts of before lie in plain text; they are let go rather than kept readable.
    op.drop_table('draft')
    op.create_table('draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code_hash', sa.String(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('touched_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['questionnaire_edition.id'], name=op.f('fk_draft_edition_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_draft_code_hash'))
    )
    op.create_index(op.f('ix_draft_touched_on'), 'draft', ['touched_on'])
    op.create_table('about_you',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['questionnaire_edition.id'], name=op.f('fk_about_you_edition_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_about_you'))
    )
    op.create_index(op.f('ix_about_you_edition_id'), 'about_you', ['edition_id'])
    op.create_table('media',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('media_type', sa.String(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('added_by_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['added_by_id'], ['account.id'], name=op.f('fk_media_added_by_id')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_media_programme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_media')),
    sa.UniqueConstraint('key', name=op.f('uq_media_key'))
    )
    op.create_index(op.f('ix_media_programme_id'), 'media', ['programme_id'])
    op.create_table('upload',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=True),
    sa.Column('response_id', sa.Integer(), nullable=True),
    sa.Column('question_key', sa.String(), nullable=False),
    sa.Column('kind', choice('photo', 'voice', name='uploadkind'), nullable=False),
    sa.Column('media_type', sa.String(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('described_by_id', sa.Integer(), nullable=True),
    sa.Column('description', sa.String(), nullable=True),
    sa.CheckConstraint('(draft_id IS NULL) <> (response_id IS NULL)', name=op.f('ck_upload_one_owner')),
    sa.ForeignKeyConstraint(['described_by_id'], ['account.id'], name=op.f('fk_upload_described_by_id')),
    sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_upload_draft_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['response_id'], ['response.id'], name=op.f('fk_upload_response_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_upload')),
    sa.UniqueConstraint('key', name=op.f('uq_upload_key')),
    sa.UniqueConstraint('response_id', 'question_key', name=op.f('uq_upload_response_id_question_key'))
    )
    op.create_index(op.f('ix_upload_draft_id'), 'upload', ['draft_id'])
    with op.batch_alter_table('questionnaire_edition') as batch_op:
        batch_op.add_column(sa.Column('digest', sa.String(), nullable=False, server_default=''))
    _fill_digests()
    with op.batch_alter_table('questionnaire_edition') as batch_op:
        batch_op.alter_column('digest', server_default=None, existing_type=sa.String(), existing_nullable=False)
    with op.batch_alter_table('response') as batch_op:
        batch_op.add_column(sa.Column('format', choice('standard', 'large_print', 'easy_read', name='format'), server_default='standard', nullable=False))
        batch_op.add_column(sa.Column('channel', choice('online', 'kiosk', 'paper', 'phone', name='channel'), server_default='online', nullable=False))
        batch_op.add_column(sa.Column('answered_by', choice('self', 'with_help', 'for_somebody', name='answeredby'), server_default='self', nullable=False))
        batch_op.alter_column('language', existing_type=sa.String(), type_=choice(*LANGUAGE, name='language'), existing_nullable=False)
    with op.batch_alter_table('contribution') as batch_op:
        batch_op.add_column(sa.Column('language', choice(*LANGUAGE, name='language'), server_default='en', nullable=False))


def _fill_digests() -> None:
    connection = op.get_bind()
    edition = sa.table('questionnaire_edition', sa.column('id', sa.Integer), sa.column('definition', sa.JSON), sa.column('digest', sa.String))
    for row in connection.execute(sa.select(edition.c.id, edition.c.definition)).all():
        digest = hashlib.sha256(json.dumps(row.definition, sort_keys=True).encode()).hexdigest()
        connection.execute(edition.update().where(edition.c.id == row.id).values(digest=digest))


def downgrade() -> None:
    with op.batch_alter_table('contribution') as batch_op:
        batch_op.drop_constraint(op.f('ck_contribution_language'), type_='check')
        batch_op.drop_column('language')
    with op.batch_alter_table('response') as batch_op:
        for name in ('language', 'answeredby', 'channel', 'format'):
            batch_op.drop_constraint(op.f(f'ck_response_{name}'), type_='check')
        batch_op.alter_column('language', existing_type=sa.String(length=32), type_=sa.String(), existing_nullable=False)
        for name in ('answered_by', 'channel', 'format'):
            batch_op.drop_column(name)
    with op.batch_alter_table('questionnaire_edition') as batch_op:
        batch_op.drop_column('digest')
    for name in ('upload', 'media', 'about_you', 'draft'):
        op.drop_table(name)
    op.create_table('draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('touched_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['questionnaire_edition.id'], name=op.f('fk_draft_edition_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_draft_token_hash'))
    )
    op.create_index(op.f('ix_draft_touched_on'), 'draft', ['touched_on'])
