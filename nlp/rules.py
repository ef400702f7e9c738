"""Strong phrases of a codeframe, found in a text."""

from collections.abc import Iterable
from dataclasses import dataclass

from nlp.codeframe import Codeframe
from nlp.results import Stance


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A strong phrase of a theme at a half-open character range; `stance` where the phrase alone decides it."""

    theme: str
    start: int
    end: int
    stance: Stance | None


class PhraseRules:
    """Finds the phrases of several codeframes with spaCy's matchers."""

    def __init__(self, codeframes: Iterable[Codeframe]) -> None:
        """Compile the patterns.

        Raises:
            ValueError: spaCy rejects a token pattern.
        """
        from spacy.lang.en import English
        from spacy.matcher import Matcher, PhraseMatcher

        language = English()
        self._words = language.tokenizer
        self._tokens = Matcher(language.vocab, validate=True)
        self._phrases = PhraseMatcher(language.vocab, attr="LOWER")
        self._rules: dict[str, tuple[str, Stance | None]] = {}
        for frame in codeframes:
            for theme in frame.themes:
                for number, rule in enumerate(theme.patterns):
                    name = f"{theme.key}#{number}"
                    self._rules[name] = (theme.key, rule.stance)
                    if isinstance(rule.pattern, str):
                        self._phrases.add(name, [self._words(rule.pattern)])
                    else:
                        self._tokens.add(name, [[dict(token) for token in rule.pattern]])

    def find(self, text: str) -> list[PhraseMatch]:
        """Return every phrase found in a cleaned text, in order of place and theme."""
        doc = self._words(text)
        found: set[PhraseMatch] = set()
        tokens = self._tokens(doc) if len(self._tokens) else []
        phrases = self._phrases(doc) if len(self._phrases) else []
        for key, start, end in [*tokens, *phrases]:
            theme, stance = self._rules[doc.vocab.strings[key]]
            last = doc[end - 1]
            found.add(PhraseMatch(theme, doc[start].idx, last.idx + len(last), stance))
        return sorted(found, key=lambda it: (it.start, it.end, it.theme, it.stance or ""))
