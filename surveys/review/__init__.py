"""People check what the pipeline suggests."""
