"""Strong phrases of a codeframe, found in a text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.codeframe import Codeframe
from nlp.results import Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A strong phrase of a theme at a half-open character range; `stance` where the phrase alone decides it."""

    theme: str
    start: int
    end: int
    stance: Stance | None


class PhraseRules:
    """Finds the phrases of several codeframes with spaCy's matchers."""

    def __init__(self, vocab: "Vocab", codeframes: Iterable[Codeframe]) -> None:
        """Compile the patterns.

        Raises:
            ValueError: spaCy rejects a token pattern.
        """
        from spacy.lang.en import English
        from spacy.matcher import Matcher, PhraseMatcher

        self._tokens = Matcher(vocab, validate=True)
        self._phrases = PhraseMatcher(vocab, attr="LOWER")
        self._rules: dict[str, tuple[str, Stance | None]] = {}
        words = English(vocab=vocab).tokenizer
        for frame in codeframes:
            for theme in frame.themes:
                for number, rule in enumerate(theme.patterns):
                    name = f"{theme.key}#{number}"
                    self._rules[name] = (theme.key, rule.stance)
                    if isinstance(rule.pattern, str):
                        self._phrases.add(name, [words(rule.pattern)])
                    else:
                        self._tokens.add(name, [[dict(token) for token in rule.pattern]])

    def find(self, doc: "Doc") -> list[PhraseMatch]:
        """Return every phrase found, in order of place and theme."""
        found: set[PhraseMatch] = set()
        for matcher in (self._tokens, self._phrases):
            for key, start, end in matcher(doc):
                theme, stance = self._rules[doc.vocab.strings[key]]
                last = doc[end - 1]
                found.add(PhraseMatch(theme, doc[start].idx, last.idx + len(last), stance))
        return sorted(found, key=lambda it: (it.start, it.end, it.theme, it.stance or ""))
