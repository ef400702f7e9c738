"""What people told us about home care, and what was done with it. Plain SQLAlchemy, no web."""
