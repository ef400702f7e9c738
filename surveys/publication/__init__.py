"""You said, we did: findings, actions and frozen releases."""
