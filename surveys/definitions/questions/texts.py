"""Questions answered in words of one's own."""

from typing import Literal

from pydantic import Field

from surveys.definitions.questions.base import BaseQuestion, Value
from surveys.errors import InvalidAnswer
from surveys.values import TEXT_LIMIT, Problem


class _Text(BaseQuestion):
    """Words of one's own, up to `limit` characters."""

    limit: int = Field(ge=1, le=TEXT_LIMIT)

    def read(self, given: list[str]) -> Value:
        """Keep the words as typed."""
        text = given[0]
        if len(text) > self.limit:
            over = len(text) - self.limit
            raise InvalidAnswer(Problem.TEXT_TOO_LONG, length=len(text), room=self.limit, over=over)
        return text


class ShortText(_Text):
    """A few words."""

    type: Literal["short_text"] = "short_text"
    limit: int = Field(default=200, ge=1, le=1000)


class LongText(_Text):
    """As much as somebody wants to say."""

    type: Literal["long_text"] = "long_text"
    limit: int = Field(default=4000, ge=1, le=TEXT_LIMIT)


TextQuestion = ShortText | LongText
