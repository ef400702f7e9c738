import pytest

from nlp.codeframe import Codeframe, ThemeDefinition, ThemeExample, default_codeframes
from nlp.results import Band, Stance
from nlp.tagger import Tagger

FOOD = ThemeDefinition(
    "x-1",
    "Food and drink",
    "I eat and drink what I like.",
    "meals; tea; breakfast; what is cooked",
    "",
    examples=(ThemeExample("She makes me a proper dinner"), ThemeExample("My tea is always cold", Stance.UNMET)),
    mapped_to=("i-06",),
)
PETS = ThemeDefinition(
    "x-2",
    "Pets",
    "My pets are looked after.",
    "cats; dogs; feeding the animals",
    "",
    examples=(ThemeExample("Nobody feeds the cat"), ThemeExample("The girl takes the dog round the block")),
)
UNRELATED = (
    "no complaints",
    "Its alright",
    "im happy 👍",
    "staff very caring",
    "lovely bunch in the week",
    "They treat me like a person. Most do.",
    "Money. There's no clever answer.",
    "Her holidays!",
    "Nothing springs to mind",
    "Can't grumble.",
    "We go out in weather nobody else will.",
    "I'd like to go to chapel again. It's on a Sunday and the Sunday call comes at any time from eight to eleven.",
    "They have a laugh with me. Some days it is the only laugh going.",
    "You ring the office and nobody picks up.",
)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load([*default_codeframes(), Codeframe("x", "1", "Local", (FOOD, PETS))])


def own(tagger: Tagger, *texts: str) -> list[list[str]]:
    return [[tag.theme for tag in it.tags if tag.theme.startswith("x-")] for it in tagger.tag(texts)]


def test_two_themes_are_not_suggested_for_what_is_about_neither(tagger: Tagger) -> None:
    assert own(tagger, *UNRELATED) == [[] for _ in UNRELATED]


def test_they_are_suggested_for_what_is_about_them(tagger: Tagger) -> None:
    assert own(tagger, "My tea was stone cold again", "Nobody ever feeds my cat") == [["x-1"], ["x-2"]]


def test_a_suggestion_says_which_of_the_themes_own_examples_it_is_like(tagger: Tagger) -> None:
    (result,) = tagger.tag(["Nobody ever feeds my cat"])
    (tag,) = [it for it in result.tags if it.theme == "x-2"]
    assert (tag.why, tag.band) == ("like “Nobody feeds the cat”", Band.SUGGEST)
