"""A council's own codeframe, and a stand-in for the tagger that finds its themes by one word each."""

from collections.abc import Sequence

from nlp import results
from surveys.models import Codeframe

OURS = (
    "Title;Definition;Include;Leave out;Example 1;Maps to;Key\n"
    "Pets;My pets are fed.;walking;;unmet: who feeds the cat;;pets\n"
    "On time;Visits come when agreed.;;length;;i-02;on-time\n"
)
NEXT = OURS.replace("My pets are fed", "My pets are looked after").replace(
    "On time;Visits come when agreed.;;length;;i-02;on-time", "Nights;Help comes at night.;;;;;nights"
)


class WordTagger:
    """Tags a theme wherever the last word of its title stands, as unsure."""

    def __init__(self, themes: Sequence[str] = ()) -> None:
        self.themes = themes

    def using(self, frames: Sequence[Codeframe], version: object = None) -> "WordTagger":
        return WordTagger([theme.key for frame in frames for theme in frame.themes])

    def tag(self, texts: Sequence[str | results.Comment]) -> list[results.TaggedText]:
        return [self.result(it.text if isinstance(it, results.Comment) else it) for it in texts]

    def result(self, text: str) -> results.TaggedText:
        tags = tuple(
            results.Tag(key, results.Stance.UNMET, 0, 4, 0.5, results.Band.SUGGEST, "near")
            for key in self.themes
            if key.rpartition("-")[2] in text
        )
        return results.TaggedText(tags, (), None, False, "en", "first")
