"""How a survey goes: who has answered, who is missing, and all answers as files."""
