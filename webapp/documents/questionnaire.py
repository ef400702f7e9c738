"""A questionnaire for paper: the data of `questionnaire.typ`, made of an edition in one language and format."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask_babel import format_date

from surveys.definitions import (
    Area,
    DateInParts,
    LongText,
    MultipleChoice,
    Number,
    Question,
    Ranking,
    Scale,
    ShortText,
)
from surveys.definitions.pictures import load_pictures
from surveys.definitions.questions import OwnPicture
from surveys.definitions.routing_words import Phrases, condition_words, place_words
from surveys.definitions.sheets import Choice, Entry, Sheet
from surveys.models import QuestionnaireEdition
from surveys.values import AnsweredBy, Format, Language
from webapp.documents.phrases import (
    Lines,
    fixed_words,
    how_to_answer,
    numbers_to_call,
    routing_phrases,
    what_happens,
)
from webapp.documents.pictures import OWN
from webapp.filters import answered_by_words
from webapp.texts import gettext as _

SIZES = {Format.STANDARD: 12, Format.LARGE_PRINT: 18, Format.EASY_READ: 14}
"""Size of the letters in points."""


@dataclass(frozen=True)
class Wanted:
    """What a print is made of; `return_to` is an address, line by line."""

    edition: QuestionnaireEdition
    sheet: Sheet
    language: Language
    form: Format
    return_to: str
    survey_address: str


def questionnaire_data(wanted: Wanted) -> dict[str, Any]:
    """Give what the template shows; call it while the print's language is spoken."""
    edition, sheet = wanted.edition, wanted.sheet
    writer = _Writer(sheet, wanted.form, routing_phrases())
    is_easy = wanted.form is Format.EASY_READ
    return {
        "title": sheet.questionnaire.title,
        "language": wanted.language.value,
        "size": SIZES[wanted.form],
        "is_easy": is_easy,
        "council": edition.programme.council,
        "purpose": sheet.questionnaire.purpose,
        "facts": _lines_of(_facts(edition, sheet)),
        "how": _lines_of(how_to_answer()),
        "happens": _lines_of(what_happens(edition.programme)),
        "numbers": numbers_to_call(),
        "address": wanted.survey_address,
        "qr_alt": _("A square code that opens %(address)s", address=wanted.survey_address),
        "sections": writer.sections(sheet.main()),
        "about": writer.sections(sheet.apart()),
        "ending": [_who_answered(sheet), _consent(sheet)],
        "return_to": [edition.programme.council, *wanted.return_to.splitlines()],
        "words": fixed_words(),
        "credit": load_pictures().credit if is_easy else "",
        "page_of": _("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
    }


def list_pictures(data: dict[str, Any]) -> set[str]:
    """Name the pictures that a print shows."""
    runs = [run for section in (*data["sections"], *data["about"]) for run in section["runs"]]
    shown = [question for run in runs for question in run["questions"]]
    return {each["picture"] for each in (*shown, *data["ending"], *data["facts"], *data["how"], *data["happens"])} - {
        ""
    }


def _facts(edition: QuestionnaireEdition, sheet: Sheet) -> Lines:
    """Say how long it takes, and until when it can be sent back."""
    facts = [("clock", _("It takes about %(minutes)s minutes.", minutes=sheet.questionnaire.minutes))]
    if edition.closes_on is not None:
        facts.append(("postbox", _("Please send it back by %(day)s.", day=format_date(edition.closes_on, "long"))))
    return facts


def _lines_of(lines: Lines) -> list[dict[str, str]]:
    """Write sentences with their pictures."""
    return [{"text": text, **_picture(key)} for key, text in lines]


@dataclass(frozen=True)
class _Writer:
    """Writes the questions of one sheet."""

    sheet: Sheet
    form: Format
    phrases: Phrases

    def sections(self, entries: list[Entry]) -> list[dict[str, Any]]:
        """Write entries section by section."""
        return [
            {"title": section.title, "intro": self._fill(section.intro), "runs": list(self._runs(list(inside)))}
            for section, inside in groupby(entries, key=lambda entry: entry.section)
        ]

    def _runs(self, entries: list[Entry]) -> Iterator[dict[str, Any]]:
        """Write questions that are asked under the same condition together, the condition before them."""
        for condition, inside in groupby(entries, key=lambda entry: entry.question.show_when):
            run = list(inside)
            is_said = condition is not None and not self.sheet.is_gate(condition)
            yield {
                "condition": self._condition(run) if is_said else "",
                "questions": [self.question(entry) for entry in run],
            }

    def _condition(self, run: list[Entry]) -> str:
        """Say who answers some questions, and where everybody else goes on."""
        first, last = run[0], run[-1]
        assert first.question.show_when is not None  # noqa: S101  for type checkers: a run with a condition
        facts = {
            "clause": condition_words(
                first.question.show_when, self.sheet.questionnaire, self.sheet.numbers, self.phrases
            ),
            "first": first.number,
            "last": last.number,
            "next": last.number + 1,
        }
        if first is last:
            return _("Answer question %(first)s only if %(clause)s. If not, go on to question %(next)s.", **facts)
        if last.number == first.number + 1:
            return _(
                "Answer questions %(first)s and %(last)s only if %(clause)s. If not, go on to question %(next)s.",
                **facts,
            )
        return _(
            "Answer questions %(first)s to %(last)s only if %(clause)s. If not, go on to question %(next)s.", **facts
        )

    def question(self, entry: Entry) -> dict[str, Any]:
        """Write one question."""
        question = entry.question
        easy = question.easy if self.form is Format.EASY_READ else None
        return {
            "number": entry.number,
            "text": self._fill(question.heading()),
            "hint": self._fill(question.guidance()),
            "how": how_words(question),
            "kind": _kind(question),
            "choices": [self._choice(choice, entry.question) for choice in entry.choices],
            "lines": _lines(question, self.form),
            "parts": list(question.parts()) if isinstance(question, DateInParts) else [],
            "unit": question.unit if isinstance(question, Number) else "",
            "digits": len(str(question.highest)) if isinstance(question, Number) else 0,
            **_picture(easy.picture if easy else None),
        }

    def _choice(self, choice: Choice, question: Question) -> dict[str, str]:
        """Write one box; a scale's shows its number alone."""
        return {
            "code": choice.code,
            "text": choice.code if isinstance(question, Scale) else self._fill(choice.text),
            "hint": self._fill(choice.hint),
            "words": self._fill(choice.words.heading()) if choice.words else "",
        }

    def _fill(self, text: str) -> str:
        """Put words where earlier answers would stand."""
        return place_words(text, self.sheet.questionnaire, self.sheet.numbers, self.phrases)


def how_words(question: Question) -> str:
    """Say how a question is answered on paper."""
    match question:
        case MultipleChoice():
            return _("Tick all the boxes that apply.")
        case Ranking():
            return _(
                "Write 1 in the box beside what comes first, 2 beside what comes next, and so on up to %(places)s.",
                places=question.places,
            )
        case Scale():
            return _(
                "Tick one number. 0 means “%(low)s”, and 10 means “%(high)s”.", low=question.low, high=question.high
            )
        case Area() if not question.options:
            return _("Write the first half of your postcode, like BA1.")
        case Number() | DateInParts() | ShortText() | LongText():
            return ""
        case _:
            return _("Tick one box.")


def _kind(question: Question) -> str:
    """Name how a question looks on paper."""
    match question:
        case ShortText() | LongText():
            return "lines"
        case Area() if not question.options:
            return "postcode"
        case Area():
            return "single"
        case _:
            return question.type


def _lines(question: Question, form: Format) -> int:
    """Say how many lines there are to write on; large writing needs more."""
    match question:
        case LongText():
            return 6 if form is Format.STANDARD else 8
        case ShortText():
            return 2
        case _:
            return 0


def _picture(picture: str | OwnPicture | None) -> dict[str, str]:
    """Name the file of a picture. One of the library says what the words say; one of the author's has words."""
    if picture is None:
        return {"picture": "", "alt": ""}
    if isinstance(picture, OwnPicture):
        return {"picture": f"{OWN}{picture.media}", "alt": picture.alt}
    return {"picture": f"{load_pictures().pictures[picture].code}.svg", "alt": ""}


def _who_answered(sheet: Sheet) -> dict[str, Any]:
    """Ask who gave the answers."""
    return {
        "number": sheet.answered_by,
        "text": _("Who gave these answers?"),
        "hint": _("Help is welcome. We only want to know whose words these are."),
        "choices": [_box(str(number), answered_by_words(who.value)) for number, who in enumerate(AnsweredBy, start=1)],
        **_single("people"),
    }


def _consent(sheet: Sheet) -> dict[str, Any]:
    """Ask whether the words may be quoted."""
    return {
        "number": sheet.consent,
        "text": _("May we quote your words?"),
        "hint": _(
            "Before we show a quote, we take out names, phone numbers, addresses and dates of birth. "
            "We never say who wrote it, only the group."
        )
        + " "
        + _("If you say no, we still read your words and count them."),
        "choices": [_box("1", _("Yes, you may quote my words")), _box("2", _("No, please do not quote me"))],
        **_single("speech-bubble"),
    }


def _single(picture: str) -> dict[str, Any]:
    """Give what else the template wants to know of a question with boxes."""
    parts: list[str] = []
    return {
        "how": _("Tick one box."),
        "kind": "single",
        "lines": 0,
        "parts": parts,
        "unit": "",
        "digits": 0,
        **_picture(picture),
    }


def _box(code: str, text: str) -> dict[str, str]:
    """Write one box of a question that is no question of the questionnaire."""
    return {"code": code, "text": text, "hint": "", "words": ""}
