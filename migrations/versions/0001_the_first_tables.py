"""the first tables"""

import sqlalchemy as sa
from alembic import op
import surveys.models.base

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('account',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('password_hash', sa.String(), nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('email', name=op.f('uq_account_email'))
    )
    op.create_table('codeframe',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('edition', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_codeframe')),
    sa.UniqueConstraint('key', 'edition', name=op.f('uq_codeframe_key_edition'))
    )
    op.create_table('programme',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('council', sa.String(), nullable=False),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.Column('small_number', sa.Integer(), nullable=False),
    sa.Column('created_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.CheckConstraint('small_number BETWEEN 2 AND 100', name=op.f('ck_programme_small_number')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_programme')),
    sa.UniqueConstraint('key', name=op.f('uq_programme_key'))
    )
    op.create_table('audit_event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('programme_id', sa.Integer(), nullable=True),
    sa.Column('act', sa.String(), nullable=False),
    sa.Column('subject_kind', sa.String(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_audit_event_account_id')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_audit_event_programme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_event'))
    )
    with op.batch_alter_table('audit_event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_event_at_utc'), ['at_utc'], unique=False)

    op.create_table('finding',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('you_said', sa.String(), nullable=False),
    sa.Column('is_ready', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_finding_programme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_finding')),
    sa.UniqueConstraint('programme_id', 'key', name=op.f('uq_finding_programme_id_key'))
    )
    op.create_table('import_batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('file_name', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('row_count', sa.Integer(), nullable=False),
    sa.Column('duplicate_count', sa.Integer(), nullable=False),
    sa.Column('non_answer_count', sa.Integer(), nullable=False),
    sa.Column('imported_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_import_batch_programme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_batch')),
    sa.UniqueConstraint('programme_id', 'sha256', name=op.f('uq_import_batch_programme_id_sha256'))
    )
    op.create_table('lot',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('pass_mark', sa.Integer(), nullable=False),
    sa.Column('price_weight', sa.Integer(), nullable=False),
    sa.Column('tie_break', sa.String(), nullable=False),
    sa.CheckConstraint('pass_mark BETWEEN 0 AND 5', name=op.f('ck_lot_pass_mark')),
    sa.CheckConstraint('price_weight >= 0 AND price_weight < 100', name=op.f('ck_lot_price_weight')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_lot_programme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lot')),
    sa.UniqueConstraint('programme_id', 'key', name=op.f('uq_lot_programme_id_key'))
    )
    op.create_table('provider',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_provider_programme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_provider')),
    sa.UniqueConstraint('programme_id', 'key', name=op.f('uq_provider_programme_id_key'))
    )
    op.create_table('questionnaire_edition',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('group', sa.Enum('service_user', 'family_carer', 'care_worker', 'provider', 'professional', name='group', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('definition', sa.JSON(), nullable=False),
    sa.Column('opens_on', sa.Date(), nullable=False),
    sa.Column('closes_on', sa.Date(), nullable=True),
    sa.CheckConstraint('closes_on IS NULL OR closes_on >= opens_on', name=op.f('ck_questionnaire_edition_dates')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_questionnaire_edition_programme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_questionnaire_edition')),
    sa.UniqueConstraint('programme_id', 'key', 'version', name=op.f('uq_questionnaire_edition_programme_id_key_version'))
    )
    op.create_table('release',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('published_by_id', sa.Integer(), nullable=False),
    sa.Column('published_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_release_programme_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['published_by_id'], ['account.id'], name=op.f('fk_release_published_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_release')),
    sa.UniqueConstraint('programme_id', 'number', name=op.f('uq_release_programme_id_number'))
    )
    op.create_table('role_grant',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Enum('facilitator', 'reviewer', 'panel_member', 'chair', 'programme_lead', 'administrator', name='role', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_role_grant_account_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_role_grant_programme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_grant')),
    sa.UniqueConstraint('account_id', 'programme_id', 'role', name=op.f('uq_role_grant_account_id_programme_id_role'))
    )
    with op.batch_alter_table('role_grant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_role_grant_programme_id'), ['programme_id'], unique=False)

    op.create_table('theme',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('codeframe_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('statement', sa.String(), nullable=False),
    sa.Column('include', sa.String(), nullable=False),
    sa.Column('leave_out', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['codeframe_id'], ['codeframe.id'], name=op.f('fk_theme_codeframe_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_theme')),
    sa.UniqueConstraint('codeframe_id', 'key', name=op.f('uq_theme_codeframe_id_key'))
    )
    with op.batch_alter_table('theme', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_theme_key'), ['key'], unique=False)

    op.create_table('workshop',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('table_count', sa.Integer(), nullable=False),
    sa.Column('opened_by_id', sa.Integer(), nullable=False),
    sa.Column('closed_at_utc', surveys.models.base.Instant(timezone=True), nullable=True),
    sa.CheckConstraint('table_count >= 1', name=op.f('ck_workshop_tables')),
    sa.ForeignKeyConstraint(['opened_by_id'], ['account.id'], name=op.f('fk_workshop_opened_by_id')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_workshop_programme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workshop'))
    )
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_workshop_programme_id'), ['programme_id'], unique=False)

    op.create_table('action',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('finding_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('did', 'will', 'cannot', name='actionkind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('why', sa.String(), nullable=False),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('told', sa.String(), nullable=False),
    sa.CheckConstraint("(kind = 'did') = (done_on IS NOT NULL)", name=op.f('ck_action_done')),
    sa.CheckConstraint("kind <> 'cannot' OR length(why) > 0", name=op.f('ck_action_why')),
    sa.ForeignKeyConstraint(['finding_id'], ['finding.id'], name=op.f('fk_action_finding_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action'))
    )
    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_action_finding_id'), ['finding_id'], unique=False)

    op.create_table('attendance',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workshop_id', sa.Integer(), nullable=False),
    sa.Column('group', sa.Enum('service_user', 'family_carer', 'care_worker', 'provider', 'professional', name='group', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('people_count', sa.Integer(), nullable=False),
    sa.CheckConstraint('people_count >= 0', name=op.f('ck_attendance_people')),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], name=op.f('fk_attendance_workshop_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance')),
    sa.UniqueConstraint('workshop_id', 'group', name=op.f('uq_attendance_workshop_id_group'))
    )
    op.create_table('bid',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('lot_id', sa.Integer(), nullable=False),
    sa.Column('provider_id', sa.Integer(), nullable=False),
    sa.Column('price_per_hour', sa.Numeric(precision=8, scale=2), nullable=False),
    sa.CheckConstraint('price_per_hour > 0', name=op.f('ck_bid_price')),
    sa.ForeignKeyConstraint(['lot_id'], ['lot.id'], name=op.f('fk_bid_lot_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_bid_provider_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bid')),
    sa.UniqueConstraint('lot_id', 'provider_id', name=op.f('uq_bid_lot_id_provider_id'))
    )
    op.create_table('criterion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('lot_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('guidance', sa.String(), nullable=False),
    sa.Column('weight', sa.Integer(), nullable=False),
    sa.CheckConstraint('weight > 0 AND weight <= 100', name=op.f('ck_criterion_weight')),
    sa.ForeignKeyConstraint(['lot_id'], ['lot.id'], name=op.f('fk_criterion_lot_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_criterion')),
    sa.UniqueConstraint('lot_id', 'key', name=op.f('uq_criterion_lot_id_key'))
    )
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
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_touched_on'), ['touched_on'], unique=False)

    op.create_table('finding_theme',
    sa.Column('finding_id', sa.Integer(), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['finding_id'], ['finding.id'], name=op.f('fk_finding_theme_finding_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_finding_theme_theme_id')),
    sa.PrimaryKeyConstraint('finding_id', 'theme_id', name=op.f('pk_finding_theme'))
    )
    op.create_table('lot_move',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('lot_id', sa.Integer(), nullable=False),
    sa.Column('stage', sa.Enum('scoring', 'moderation', 'decided', name='lotstage', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('moved_by_id', sa.Integer(), nullable=False),
    sa.Column('moved_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['lot_id'], ['lot.id'], name=op.f('fk_lot_move_lot_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['moved_by_id'], ['account.id'], name=op.f('fk_lot_move_moved_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lot_move')),
    sa.UniqueConstraint('lot_id', 'stage', name=op.f('uq_lot_move_lot_id_stage'))
    )
    op.create_table('panel_member',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('lot_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('is_chair', sa.Boolean(), nullable=False),
    sa.Column('is_expert_by_experience', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_panel_member_account_id')),
    sa.ForeignKeyConstraint(['lot_id'], ['lot.id'], name=op.f('fk_panel_member_lot_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_panel_member')),
    sa.UniqueConstraint('lot_id', 'account_id', name=op.f('uq_panel_member_lot_id_account_id'))
    )
    op.create_table('response',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('receipt_hash', sa.String(), nullable=False),
    sa.Column('submitted_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('has_quote_consent', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['questionnaire_edition.id'], name=op.f('fk_response_edition_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_response')),
    sa.UniqueConstraint('receipt_hash', name=op.f('uq_response_receipt_hash'))
    )
    with op.batch_alter_table('response', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_response_edition_id'), ['edition_id'], unique=False)

    op.create_table('workshop_prompt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workshop_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], name=op.f('fk_workshop_prompt_workshop_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workshop_prompt')),
    sa.UniqueConstraint('workshop_id', 'position', name=op.f('uq_workshop_prompt_workshop_id_position'))
    )
    op.create_table('answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('response_id', sa.Integer(), nullable=False),
    sa.Column('question_key', sa.String(), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['response_id'], ['response.id'], name=op.f('fk_answer_response_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer')),
    sa.UniqueConstraint('response_id', 'question_key', name=op.f('uq_answer_response_id_question_key'))
    )
    op.create_table('bid_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('bid_id', sa.Integer(), nullable=False),
    sa.Column('criterion_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['bid_id'], ['bid.id'], name=op.f('fk_bid_answer_bid_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['criterion_id'], ['criterion.id'], name=op.f('fk_bid_answer_criterion_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bid_answer')),
    sa.UniqueConstraint('bid_id', 'criterion_id', name=op.f('uq_bid_answer_bid_id_criterion_id'))
    )
    op.create_table('criterion_theme',
    sa.Column('criterion_id', sa.Integer(), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['criterion_id'], ['criterion.id'], name=op.f('fk_criterion_theme_criterion_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_criterion_theme_theme_id')),
    sa.PrimaryKeyConstraint('criterion_id', 'theme_id', name=op.f('pk_criterion_theme'))
    )
    op.create_table('declaration',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('interests', sa.String(), nullable=False),
    sa.Column('declared_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['panel_member.id'], name=op.f('fk_declaration_member_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_declaration')),
    sa.UniqueConstraint('member_id', name=op.f('uq_declaration_member_id'))
    )
    op.create_table('moderation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('bid_id', sa.Integer(), nullable=False),
    sa.Column('criterion_id', sa.Integer(), nullable=False),
    sa.Column('score', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('moderated_by_id', sa.Integer(), nullable=False),
    sa.Column('moderated_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.CheckConstraint('length(reason) > 0', name=op.f('ck_moderation_reason')),
    sa.CheckConstraint('score BETWEEN 0 AND 5', name=op.f('ck_moderation_range')),
    sa.ForeignKeyConstraint(['bid_id'], ['bid.id'], name=op.f('fk_moderation_bid_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['criterion_id'], ['criterion.id'], name=op.f('fk_moderation_criterion_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['moderated_by_id'], ['account.id'], name=op.f('fk_moderation_moderated_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_moderation'))
    )
    with op.batch_alter_table('moderation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_moderation_bid_id'), ['bid_id'], unique=False)

    op.create_table('note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('client_key', sa.String(), nullable=False),
    sa.Column('workshop_id', sa.Integer(), nullable=False),
    sa.Column('prompt_id', sa.Integer(), nullable=False),
    sa.Column('table_number', sa.Integer(), nullable=False),
    sa.Column('group', sa.Enum('service_user', 'family_carer', 'care_worker', 'provider', 'professional', name='group', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('wording', sa.Enum('verbatim', 'paraphrase', name='wording', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('vote_count', sa.Integer(), nullable=False),
    sa.Column('has_quote_consent', sa.Boolean(), nullable=False),
    sa.Column('recorded_by_id', sa.Integer(), nullable=False),
    sa.Column('recorded_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.CheckConstraint('table_number >= 1', name=op.f('ck_note_table')),
    sa.CheckConstraint('vote_count >= 0', name=op.f('ck_note_votes')),
    sa.ForeignKeyConstraint(['prompt_id'], ['workshop_prompt.id'], name=op.f('fk_note_prompt_id')),
    sa.ForeignKeyConstraint(['recorded_by_id'], ['account.id'], name=op.f('fk_note_recorded_by_id')),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], name=op.f('fk_note_workshop_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note')),
    sa.UniqueConstraint('client_key', name=op.f('uq_note_client_key'))
    )
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_note_workshop_id'), ['workshop_id'], unique=False)

    op.create_table('score',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('bid_id', sa.Integer(), nullable=False),
    sa.Column('criterion_id', sa.Integer(), nullable=False),
    sa.Column('score', sa.Integer(), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('scored_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.CheckConstraint('length(reason) > 0', name=op.f('ck_score_reason')),
    sa.CheckConstraint('score IS NULL OR score BETWEEN 0 AND 5', name=op.f('ck_score_range')),
    sa.ForeignKeyConstraint(['bid_id'], ['bid.id'], name=op.f('fk_score_bid_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['criterion_id'], ['criterion.id'], name=op.f('fk_score_criterion_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['member_id'], ['panel_member.id'], name=op.f('fk_score_member_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score')),
    sa.UniqueConstraint('member_id', 'bid_id', 'criterion_id', name=op.f('uq_score_member_id_bid_id_criterion_id'))
    )
    with op.batch_alter_table('score', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_score_bid_id'), ['bid_id'], unique=False)

    op.create_table('contribution',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('origin', sa.Enum('survey', 'workshop', 'import', name='origin', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('answer_id', sa.Integer(), nullable=True),
    sa.Column('note_id', sa.Integer(), nullable=True),
    sa.Column('import_batch_id', sa.Integer(), nullable=True),
    sa.Column('import_row', sa.Integer(), nullable=True),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('group', sa.Enum('service_user', 'family_carer', 'care_worker', 'provider', 'professional', name='group', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('question', sa.String(), nullable=True),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('said_on', sa.Date(), nullable=False),
    sa.Column('has_quote_consent', sa.Boolean(), nullable=False),
    sa.Column('current_run_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(origin = 'survey') = (answer_id IS NOT NULL) AND (origin = 'workshop') = (note_id IS NOT NULL) AND (origin = 'import') = (import_batch_id IS NOT NULL)", name=op.f('ck_contribution_one_origin')),
    sa.ForeignKeyConstraint(['answer_id'], ['answer.id'], name=op.f('fk_contribution_answer_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['current_run_id'], ['tagging_run.id'], name='fk_contribution_current_run_id', use_alter=True),
    sa.ForeignKeyConstraint(['import_batch_id'], ['import_batch.id'], name=op.f('fk_contribution_import_batch_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['note_id'], ['note.id'], name=op.f('fk_contribution_note_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_contribution_programme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contribution')),
    sa.UniqueConstraint('answer_id', name=op.f('uq_contribution_answer_id')),
    sa.UniqueConstraint('note_id', name=op.f('uq_contribution_note_id'))
    )
    with op.batch_alter_table('contribution', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contribution_current_run_id'), ['current_run_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contribution_import_batch_id'), ['import_batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contribution_programme_id'), ['programme_id'], unique=False)

    op.create_table('concern',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('confidence', sa.Double(), nullable=True),
    sa.Column('raised_by_id', sa.Integer(), nullable=True),
    sa.Column('raised_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.CheckConstraint('start >= 0 AND start < "end"', name=op.f('ck_concern_span')),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_concern_contribution_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['raised_by_id'], ['account.id'], name=op.f('fk_concern_raised_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_concern')),
    sa.UniqueConstraint('contribution_id', name=op.f('uq_concern_contribution_id'))
    )
    op.create_table('contribution_review',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('reviewer_id', sa.Integer(), nullable=False),
    sa.Column('reviewed_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_contribution_review_contribution_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['reviewer_id'], ['account.id'], name=op.f('fk_contribution_review_reviewer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contribution_review')),
    sa.UniqueConstraint('contribution_id', 'reviewer_id', name=op.f('uq_contribution_review_contribution_id_reviewer_id'))
    )
    op.create_table('tagging_run',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('pipeline', sa.String(), nullable=False),
    sa.Column('is_empty', sa.Boolean(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('tagged_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_tagging_run_contribution_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tagging_run')),
    sa.UniqueConstraint('contribution_id', 'pipeline', name=op.f('uq_tagging_run_contribution_id_pipeline'))
    )
    op.create_table('concern_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('concern_id', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.Enum('looking', 'referred', 'no_risk', name='concernoutcome', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('written_by_id', sa.Integer(), nullable=False),
    sa.Column('written_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['concern_id'], ['concern.id'], name=op.f('fk_concern_entry_concern_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['written_by_id'], ['account.id'], name=op.f('fk_concern_entry_written_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_concern_entry'))
    )
    with op.batch_alter_table('concern_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_concern_entry_concern_id'), ['concern_id'], unique=False)

    op.create_table('redaction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.CheckConstraint('start >= 0 AND start < "end"', name=op.f('ck_redaction_span')),
    sa.ForeignKeyConstraint(['run_id'], ['tagging_run.id'], name=op.f('fk_redaction_run_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_redaction'))
    )
    with op.batch_alter_table('redaction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_redaction_run_id'), ['run_id'], unique=False)

    op.create_table('tag',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=True),
    sa.Column('source', sa.Enum('machine', 'reviewer', name='source', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('stance', sa.Enum('met', 'unmet', 'wanted', name='stance', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('confidence', sa.Double(), nullable=False),
    sa.Column('band', sa.Enum('accept', 'suggest', name='band', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('why', sa.String(), nullable=False),
    sa.CheckConstraint("(source = 'machine') = (run_id IS NOT NULL)", name=op.f('ck_tag_origin')),
    sa.CheckConstraint('confidence >= 0 AND confidence <= 1', name=op.f('ck_tag_confidence')),
    sa.CheckConstraint('start >= 0 AND start < "end"', name=op.f('ck_tag_span')),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_tag_contribution_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['run_id'], ['tagging_run.id'], name=op.f('fk_tag_run_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_tag_theme_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tag'))
    )
    with op.batch_alter_table('tag', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tag_contribution_id'), ['contribution_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_tag_run_id'), ['run_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_tag_theme_id'), ['theme_id'], unique=False)

    op.create_table('decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('tag_id', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.Enum('accept', 'reject', 'add', 'replace', name='outcome', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('replacement_id', sa.Integer(), nullable=True),
    sa.Column('had_seen_suggestion', sa.Boolean(), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=False),
    sa.Column('decided_at_utc', surveys.models.base.Instant(timezone=True), nullable=False),
    sa.CheckConstraint("(outcome = 'replace') = (replacement_id IS NOT NULL)", name=op.f('ck_decision_replacement')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['account.id'], name=op.f('fk_decision_decided_by_id')),
    sa.ForeignKeyConstraint(['replacement_id'], ['tag.id'], name=op.f('fk_decision_replacement_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['tag_id'], ['tag.id'], name=op.f('fk_decision_tag_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision'))
    )
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_tag_id'), ['tag_id'], unique=False)

    # The two tables point at each other. SQLite took the key above; others take it when both tables are there.
    if op.get_bind().dialect.name != 'sqlite':
        op.create_foreign_key('fk_contribution_current_run_id', 'contribution', 'tagging_run', ['current_run_id'], ['id'])


def downgrade() -> None:
    if op.get_bind().dialect.name != 'sqlite':
        op.drop_constraint('fk_contribution_current_run_id', 'contribution', type_='foreignkey')
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_tag_id'))

    op.drop_table('decision')
    with op.batch_alter_table('tag', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tag_theme_id'))
        batch_op.drop_index(batch_op.f('ix_tag_run_id'))
        batch_op.drop_index(batch_op.f('ix_tag_contribution_id'))

    op.drop_table('tag')
    with op.batch_alter_table('redaction', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_redaction_run_id'))

    op.drop_table('redaction')
    with op.batch_alter_table('concern_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_concern_entry_concern_id'))

    op.drop_table('concern_entry')
    op.drop_table('tagging_run')
    op.drop_table('contribution_review')
    op.drop_table('concern')
    with op.batch_alter_table('contribution', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contribution_programme_id'))
        batch_op.drop_index(batch_op.f('ix_contribution_import_batch_id'))
        batch_op.drop_index(batch_op.f('ix_contribution_current_run_id'))

    op.drop_table('contribution')
    with op.batch_alter_table('score', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_score_bid_id'))

    op.drop_table('score')
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_note_workshop_id'))

    op.drop_table('note')
    with op.batch_alter_table('moderation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_moderation_bid_id'))

    op.drop_table('moderation')
    op.drop_table('declaration')
    op.drop_table('criterion_theme')
    op.drop_table('bid_answer')
    op.drop_table('answer')
    op.drop_table('workshop_prompt')
    with op.batch_alter_table('response', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_response_edition_id'))

    op.drop_table('response')
    op.drop_table('panel_member')
    op.drop_table('lot_move')
    op.drop_table('finding_theme')
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_draft_touched_on'))

    op.drop_table('draft')
    op.drop_table('criterion')
    op.drop_table('bid')
    op.drop_table('attendance')
    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_action_finding_id'))

    op.drop_table('action')
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_workshop_programme_id'))

    op.drop_table('workshop')
    with op.batch_alter_table('theme', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_theme_key'))

    op.drop_table('theme')
    with op.batch_alter_table('role_grant', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_role_grant_programme_id'))

    op.drop_table('role_grant')
    op.drop_table('release')
    op.drop_table('questionnaire_edition')
    op.drop_table('provider')
    op.drop_table('lot')
    op.drop_table('import_batch')
    op.drop_table('finding')
    with op.batch_alter_table('audit_event', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_event_at_utc'))

    op.drop_table('audit_event')
    op.drop_table('programme')
    op.drop_table('codeframe')
    op.drop_table('account')
