"""E-mail: one message, and the ways to send it. Which one is used is a setting, and nothing else changes with it."""
