"""Routing put into words, for paper and for authors: “you said “Reablement” to question 1”. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from surveys.definitions.presenting import places_of
from surveys.definitions.questionnaire import Questionnaire
from surveys.definitions.questions import DateInParts, Question, Rating
from surveys.definitions.routing import All, Answered, AnyOf, Between, Condition, Is, Not


@dataclass(frozen=True)
class Phrases:
    """The words that conditions are put into; another language has others. `{…}` stands for what is put in."""

    question: str = "question {number}"
    other_question: str = "the question “{words}”"
    quoted: str = "“{words}”"
    said: str = "you said {values} to {question}"
    not_said: str = "you did not say {values} to {question}"
    at_least: str = "your answer to {question} is {lowest} or more"
    at_most: str = "your answer to {question} is {highest} or less"
    between: str = "your answer to {question} is from {lowest} to {highest}"
    not_at_least: str = "your answer to {question} is not {lowest} or more"
    not_at_most: str = "your answer to {question} is not {highest} or less"
    not_between: str = "your answer to {question} is not from {lowest} to {highest}"
    answered: str = "you answered {question}"
    not_answered: str = "you did not answer {question}"
    all_of: str = "{first}, and {second}"
    any_of: str = "{first}, or {second}"
    either: str = "{first} or {second}"
    your_answer: str = "your answer to {question}"


ENGLISH = Phrases()


def condition_words(
    condition: Condition, questionnaire: Questionnaire, numbers: Mapping[str, int], phrases: Phrases = ENGLISH
) -> str:
    """Put a condition into a clause that can follow “only if”, without a full stop.

    `questionnaire` is as it is put to the reader: in one language, Easy Read or not. `numbers` are the numbers that
    questions have on paper by key; a question without one is named by its words.
    """
    return _Speaker(questionnaire, numbers, phrases).say(condition, holds=True)


def place_words(text: str, questionnaire: Questionnaire, numbers: Mapping[str, int], phrases: Phrases = ENGLISH) -> str:
    """Fill the places for earlier answers in a text that is read before anything is answered.

    A place becomes the words beside it, or “your answer to question 3”.
    """
    speaker = _Speaker(questionnaire, numbers, phrases)
    for key in places_of(text):
        fallback = phrases.your_answer.format(question=speaker.name(key))
        text = re.sub(rf"\{{{key}(?:\|([^{{}}]*))?\}}", _filled(fallback), text)
    return text


def _filled(fallback: str) -> Callable[[re.Match[str]], str]:
    """Make what a place is replaced by."""
    return lambda match: str(match[1] or fallback)


@dataclass(frozen=True)
class _Speaker:
    """Says conditions on the questions of one questionnaire."""

    questionnaire: Questionnaire
    numbers: Mapping[str, int]
    phrases: Phrases

    def say(self, condition: Condition, *, holds: bool) -> str:
        """Say that a condition holds, or that it does not."""
        match condition:
            case Not():
                return self.say(condition.part, holds=not holds)
            case All():
                return self._join([self.say(part, holds=holds) for part in condition.all], is_all=holds)
            case AnyOf():
                return self._join([self.say(part, holds=holds) for part in condition.any], is_all=not holds)
            case Is():
                return self._said(condition, holds=holds)
            case Between():
                return self._between(condition, holds=holds)
            case Answered():
                phrase = self.phrases.answered if condition.answered is holds else self.phrases.not_answered
                return phrase.format(question=self.name(condition.question))

    def name(self, key: str) -> str:
        """Name a question by its number, or by its words when it has none."""
        if key in self.numbers:
            return self.phrases.question.format(number=self.numbers[key])
        asked = self.questionnaire.find_question(key)
        return self.phrases.other_question.format(words=asked.heading() if asked else key)

    def _said(self, condition: Is, *, holds: bool) -> str:
        """Say that one of some answers was given, or none of them."""
        asked = self.questionnaire.find_question(condition.question)
        quoted = [self._quote(asked, value) for value in condition.values]
        phrase = self.phrases.said if holds else self.phrases.not_said
        return phrase.format(values=self._list(quoted), question=self.name(condition.question))

    def _quote(self, asked: Question | None, value: str | int) -> str:
        """Quote an answer in the words that can be chosen."""
        words = asked.words(value) if asked and not isinstance(asked, DateInParts) else str(value)
        return self.phrases.quoted.format(words=words)

    def _between(self, condition: Between, *, holds: bool) -> str:
        """Say that a number lies between limits; of a rating, name the labels there."""
        asked, phrases = self.questionnaire.find_question(condition.question), self.phrases
        lowest, highest = condition.at_least, condition.at_most
        if isinstance(asked, Rating):
            inside = range(lowest or 1, min(highest or len(asked.labels), len(asked.labels)) + 1)
            labels = Is.model_validate({"question": asked.key, "is": list(inside) or [lowest or 1]})
            return self._said(labels, holds=holds)
        if highest is None:
            phrase = phrases.at_least if holds else phrases.not_at_least
        elif lowest is None:
            phrase = phrases.at_most if holds else phrases.not_at_most
        else:
            phrase = phrases.between if holds else phrases.not_between
        return phrase.format(question=self.name(condition.question), lowest=lowest, highest=highest)

    def _join(self, clauses: list[str], *, is_all: bool) -> str:
        """Join clauses; each of them said once."""
        phrase = self.phrases.all_of if is_all else self.phrases.any_of
        return _fold(list(dict.fromkeys(clauses)), phrase)

    def _list(self, values: list[str]) -> str:
        """List values of which one is enough."""
        return _fold(values, self.phrases.either)


def _fold(parts: list[str], phrase: str) -> str:
    """Join parts two by two, from the left."""
    joined, *rest = parts
    for part in rest:
        joined = phrase.format(first=joined, second=part)
    return joined
