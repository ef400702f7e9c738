"""What the editions of one survey ask, put together: a question that stays the same is one item in all of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from surveys.capture.editions import questionnaire_of
from surveys.definitions import (
    Area,
    DateInParts,
    MultipleChoice,
    Number,
    Question,
    Ranking,
    Rating,
    Scale,
    TextQuestion,
    UploadQuestion,
)
from surveys.definitions.questions import NOT_APPLICABLE, BaseQuestion, ChoiceQuestion
from surveys.models import QuestionnaireEdition

MOST_BANDS = 8
"""Numbers are counted in so many bands at most."""


@dataclass(frozen=True)
class Item:
    """A question over all editions that ask it in the same way; `question` is the newest, `versions` newest first.

    `name` is the question's key, with the version after it where a later edition asks it in another way. `options`
    are values with their words, those that only an older edition has last. `hangs_on` are the keys of the questions
    whose answers decide whether it is asked.
    """

    name: str
    question: Question
    section: str
    versions: tuple[int, ...]
    options: Mapping[str, str]
    hangs_on: frozenset[str] = frozenset()

    @property
    def is_words(self) -> bool:
        """Tell whether people answer in their own words, or with a file."""
        return isinstance(self.question, TextQuestion | UploadQuestion)

    @property
    def places(self) -> int:
        """Give how many places a ranking has; 0 for what is no ranking."""
        return self.question.places if isinstance(self.question, Ranking) else 0

    @property
    def is_open(self) -> bool:
        """Tell whether the values that are counted come from the answers themselves."""
        return not self.options and isinstance(self.question, Area | DateInParts)

    def text(self) -> str:
        """Give the question's words; a statement stands before what is asked about it."""
        heading, guidance = self.question.heading(), self.question.text
        return heading if heading == guidance else f"{heading} {guidance}"


@dataclass(frozen=True)
class Catalogue:
    """The items of a survey in order, and for each edition's id its items by the key of the question."""

    editions: tuple[QuestionnaireEdition, ...]
    items: tuple[Item, ...]
    by_edition: Mapping[int, Mapping[str, Item]]

    def only(self, kind: type[BaseQuestion]) -> "Catalogue":
        """Keep only the questions of one kind."""
        kept = {
            number: {key: item for key, item in own.items() if isinstance(item.question, kind)}
            for number, own in self.by_edition.items()
        }
        items = tuple(item for item in self.items if isinstance(item.question, kind))
        return Catalogue(self.editions, items, kept)


def read_catalogue(editions: Sequence[QuestionnaireEdition], *, about_you: bool = False) -> Catalogue:
    """Put together what editions ask, the newest first; either about the person, or all else."""
    asked = {
        edition.id: {question.key: (question, title) for question, title in _asked(edition, about_you=about_you)}
        for edition in editions
    }
    kinds: dict[tuple[str, str], list[QuestionnaireEdition]] = {}
    for edition in editions:
        for key, (question, _) in asked[edition.id].items():
            kinds.setdefault((key, _way(question)), []).append(edition)
    items: dict[tuple[str, str], Item] = {}
    names: set[str] = set()
    for (key, way), found in kinds.items():
        name = key if key not in names else f"{key}-v{found[0].version}"
        names.add(name)
        questions = [asked[edition.id][key] for edition in found]
        items[key, way] = _item(name, questions, tuple(edition.version for edition in found))
    by_edition = {
        number: {key: items[key, _way(question)] for key, (question, _) in own.items()} for number, own in asked.items()
    }
    return Catalogue(tuple(editions), tuple(items.values()), by_edition)


def _asked(edition: QuestionnaireEdition, *, about_you: bool) -> Iterator[tuple[Question, str]]:
    """Go through what an edition asks, each question with its section's title."""
    for section in questionnaire_of(edition).sections:
        if section.apart is about_you:
            yield from ((question, section.title) for question in section.asked())


def _way(question: Question) -> str:
    """Tell ways of asking apart whose answers cannot be counted together."""
    labels = f" {len(question.labels)}" if isinstance(question, Rating) else ""
    return f"{question.type}{labels}"


def _item(name: str, questions: Sequence[tuple[Question, str]], versions: tuple[int, ...]) -> Item:
    """Make an item of the same question in several editions, the newest first."""
    options: dict[str, str] = {}
    for question, _ in questions:
        options |= {value: text for value, text in options_of(question).items() if value not in options}
    conditions = [question.show_when for question, _ in questions if question.show_when]
    hangs_on = frozenset(leaf.question for condition in conditions for leaf in condition.leaves())
    question, section = questions[0]
    return Item(name, question, section, versions, options, hangs_on)


def options_of(question: Question) -> dict[str, str]:
    """Give the values that can be counted with their words; of an open list there are none."""
    match question:
        case ChoiceQuestion() | Area():
            return {option.value: option.text for option in question.options}
        case Rating():
            labels = {str(number): label for number, label in enumerate(question.labels, start=1)}
            return labels | ({NOT_APPLICABLE: question.not_applicable} if question.not_applicable else {})
        case Scale():
            return {str(number): label for number, label in enumerate(question.labels())}
        case Number():
            return {_band_name(low, high): _band_words(low, high, question.unit) for low, high in bands(question)}
        case _:
            return {}


def bands(question: Number) -> list[tuple[int, int]]:
    """Give bands of equal width that hold every number that can be given; they depend on the question alone."""
    width = -(-(question.highest - question.lowest + 1) // MOST_BANDS)
    return [
        (low, min(low + width - 1, question.highest)) for low in range(question.lowest, question.highest + 1, width)
    ]


def counted_as(item: Item, value: object) -> list[str]:
    """Give the values that an answer counts towards: its band, its first place, each option chosen."""
    match item.question:
        case Number() as question if isinstance(value, int):
            return [_band_name(low, high) for low, high in bands(question) if low <= value <= high]
        case Ranking() if isinstance(value, list):
            return [str(value[0])] if value else []
        case MultipleChoice() if isinstance(value, list):
            return [str(each) for each in value]
        case DateInParts():
            return [str(value)[:4]]
        case _:
            return [] if item.is_words else [str(value)]


def _band_name(low: int, high: int) -> str:
    """Name a band."""
    return f"{low}" if low == high else f"{low}-to-{high}"


def _band_words(low: int, high: int, unit: str) -> str:
    """Put a band into words."""
    return f"{low} {unit}".strip() if low == high else f"{low} to {high} {unit}".strip()
