"""The pipeline's work on contributions: codeframes, runs, tags."""
