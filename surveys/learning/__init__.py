"""Learning from what reviewers decided: lessons, versions, and how good the tags are by blind reading."""
