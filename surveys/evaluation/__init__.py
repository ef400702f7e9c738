"""Tenders: criteria, scores alone, moderation, ranking."""
