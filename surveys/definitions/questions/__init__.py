"""Question types. Each parses what a form or a file gives into a value, or says what is wrong with it."""

from typing import Annotated

from pydantic import Field

from surveys.definitions.questions.base import BaseQuestion, Clip, EasyRead, OwnPicture, Value
from surveys.definitions.questions.choices import ChoiceQuestion, MultipleChoice, Option, Ranking, SingleChoice
from surveys.definitions.questions.facts import Area, DateInParts, UploadQuestion
from surveys.definitions.questions.scales import NOT_APPLICABLE, Number, Rating, Scale
from surveys.definitions.questions.texts import LongText, ShortText, TextQuestion

__all__ = [
    "NOT_APPLICABLE",
    "Area",
    "BaseQuestion",
    "ChoiceQuestion",
    "Clip",
    "DateInParts",
    "EasyRead",
    "LongText",
    "MultipleChoice",
    "Number",
    "Option",
    "OwnPicture",
    "Question",
    "Ranking",
    "Rating",
    "Scale",
    "ShortText",
    "SingleChoice",
    "TextQuestion",
    "UploadQuestion",
    "Value",
]

Question = Annotated[
    SingleChoice
    | MultipleChoice
    | Ranking
    | Rating
    | Scale
    | Number
    | DateInParts
    | Area
    | UploadQuestion
    | ShortText
    | LongText,
    Field(discriminator="type"),
]
