"""own codeframes"""

import sqlalchemy as sa
from alembic import op
import surveys.models.base

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

IS_LIBRARY = sa.text('programme_id IS NULL')
IS_IN_USE = sa.text('used_from_utc IS NOT NULL AND used_until_utc IS NULL')


def upgrade() -> None:
    with op.batch_alter_table('codeframe', schema=None) as batch_op:
        batch_op.add_column(sa.Column('programme_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('used_from_utc', surveys.models.base.Instant(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('used_until_utc', surveys.models.base.Instant(timezone=True), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_codeframe_programme_id'), 'programme', ['programme_id'], ['id'], ondelete='CASCADE')
        batch_op.drop_constraint(batch_op.f('uq_codeframe_key_edition'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_codeframe_programme_id_key_edition'), ['programme_id', 'key', 'edition'])
        batch_op.create_check_constraint(batch_op.f('ck_codeframe_library'), 'programme_id IS NOT NULL OR used_from_utc IS NULL')
        batch_op.create_check_constraint(batch_op.f('ck_codeframe_used'), 'used_until_utc IS NULL OR used_from_utc IS NOT NULL')
    with op.batch_alter_table('codeframe', schema=None) as batch_op:
        batch_op.create_index('uq_codeframe_library', ['key', 'edition'], unique=True, sqlite_where=IS_LIBRARY, postgresql_where=IS_LIBRARY)
        batch_op.create_index('uq_codeframe_in_use', ['programme_id', 'key'], unique=True, sqlite_where=IS_IN_USE, postgresql_where=IS_IN_USE)

    with op.batch_alter_table('theme', schema=None) as batch_op:
        batch_op.add_column(sa.Column('root_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('stage', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('patterns', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.create_foreign_key(batch_op.f('fk_theme_root_id'), 'theme', ['root_id'], ['id'])
        batch_op.create_index(batch_op.f('ix_theme_root_id'), ['root_id'], unique=False)

    op.create_table('theme_example',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('stance', sa.Enum('met', 'unmet', 'wanted', name='stance', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_theme_example_theme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_theme_example')),
    sa.UniqueConstraint('theme_id', 'position', name=op.f('uq_theme_example_theme_id_position'))
    )
    op.create_table('theme_mapping',
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('mapped_id', sa.Integer(), nullable=False),
    sa.CheckConstraint('theme_id <> mapped_id', name=op.f('ck_theme_mapping_other')),
    sa.ForeignKeyConstraint(['mapped_id'], ['theme.id'], name=op.f('fk_theme_mapping_mapped_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_theme_mapping_theme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('theme_id', 'mapped_id', name=op.f('pk_theme_mapping'))
    )
    with op.batch_alter_table('tagging_run', schema=None) as batch_op:
        batch_op.add_column(sa.Column('frames', sa.String(), nullable=False, server_default=''))
        batch_op.drop_constraint(batch_op.f('uq_tagging_run_contribution_id_pipeline'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_tagging_run_contribution_id_pipeline_frames'), ['contribution_id', 'pipeline', 'frames'])


def downgrade() -> None:
    # Tags of a programme's own themes go with the themes. Runs stay, under a name that tells them apart.
    own_themes = 'SELECT id FROM theme WHERE codeframe_id IN (SELECT id FROM codeframe WHERE programme_id IS NOT NULL)'
    own_tags = f'SELECT id FROM tag WHERE theme_id IN ({own_themes})'
    for statement in (
        f'DELETE FROM decision WHERE replacement_id IN ({own_tags}) OR tag_id IN ({own_tags})',
        f'DELETE FROM criterion_theme WHERE theme_id IN ({own_themes})',
        f'DELETE FROM finding_theme WHERE theme_id IN ({own_themes})',
        f'DELETE FROM tag WHERE theme_id IN ({own_themes})',
        "UPDATE tagging_run SET pipeline = pipeline || ' with ' || frames WHERE frames <> ''",
    ):
        op.execute(statement)
    op.drop_table('theme_mapping')
    op.drop_table('theme_example')
    op.execute('UPDATE theme SET root_id = NULL')
    op.execute(f'DELETE FROM theme WHERE id IN ({own_themes})')
    op.execute('DELETE FROM codeframe WHERE programme_id IS NOT NULL')
    with op.batch_alter_table('tagging_run', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_tagging_run_contribution_id_pipeline_frames'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_tagging_run_contribution_id_pipeline'), ['contribution_id', 'pipeline'])
        batch_op.drop_column('frames')

    with op.batch_alter_table('theme', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_theme_root_id'))
        batch_op.drop_constraint(batch_op.f('fk_theme_root_id'), type_='foreignkey')
        batch_op.drop_column('patterns')
        batch_op.drop_column('stage')
        batch_op.drop_column('root_id')

    with op.batch_alter_table('codeframe', schema=None) as batch_op:
        batch_op.drop_index('uq_codeframe_in_use')
        batch_op.drop_index('uq_codeframe_library')
    with op.batch_alter_table('codeframe', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_codeframe_used'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_codeframe_library'), type_='check')
        batch_op.drop_constraint(batch_op.f('uq_codeframe_programme_id_key_edition'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_codeframe_key_edition'), ['key', 'edition'])
        batch_op.drop_constraint(batch_op.f('fk_codeframe_programme_id'), type_='foreignkey')
        batch_op.drop_column('used_until_utc')
        batch_op.drop_column('used_from_utc')
        batch_op.drop_column('programme_id')
