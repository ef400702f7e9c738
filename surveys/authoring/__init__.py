"""The desk of those who write questionnaires: drafts, checks, publishing."""
