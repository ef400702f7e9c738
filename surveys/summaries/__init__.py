"""What was said, in numbers and in words that may be shown."""
