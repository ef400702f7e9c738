"""What each part of the tagger pays: micro-F1 with parts left out. For development: `python -m nlp.ablations`.

The parts are joined anew without the one left out, on one half of the calibration set, and measured on the other half
and on the bundled gold sets; then the halves change places. So nothing is measured on what it was fitted to.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from nlp.codeframe import default_codeframes
from nlp.encoder import tokens_of
from nlp.examples import DATA, gold_examples, load_examples, training_examples
from nlp.heads import Heads
from nlp.rules import PhraseRules
from nlp.scoring import Scorer
from nlp.shipped import shipped_encoder, shipped_heads
from nlp.stance import STANCES
from nlp.training import Ready, best_segment, learn_fusion, learn_words, prepare, theme_matrix

Floats = NDArray[np.float32]

#: Each variant with the numbers of the evidence that is left out.
_THEME_VARIANTS = {
    "all": (),
    "without the encoder": (0, 1),
    "without segments (whole comments only)": (1, 3),
    "without whole comments (segments only)": (0, 2),
    "without words": (2, 3),
    "without strong phrases": (4,),
    "without the group": (5,),
    "words alone": (0, 1, 4, 5),
    "encoder alone": (2, 3, 4, 5),
}
#: Columns of `Scorer.stance_features` that are kept: encoder 0 to 2, words 3 to 5, then the cues and a constant.
_STANCE_VARIANTS = {
    "all": slice(None),
    "encoder alone": slice(0, 3),
    "words alone": slice(3, 6),
    "cues alone": slice(6, None),
    "encoder and words": slice(0, 6),
}


_SHARES = (1 / 16, 1 / 8, 1 / 4, 1 / 2, 1)


def main() -> None:
    """Print the tables as Markdown."""
    heads = shipped_heads()
    scorer = Scorer(heads, shipped_encoder())
    rules = PhraseRules(default_codeframes())
    written = prepare(load_examples([DATA / "calibration" / "written.jsonl"]), rules)
    halves = (written[::2], written[1::2])
    gold = {name: prepare(gold_examples(name), rules) for name in ("written", "survey")}
    print("| themes, micro-F1 | held-out half | gold written | gold survey |\n|---|---|---|---|")
    for variant, left_out in _THEME_VARIANTS.items():
        print(_row(variant, [_themes(scorer, half, other, gold, left_out) for half, other in (halves, halves[::-1])]))
    print("\n| stance, share right given the theme | held-out half | gold written | gold survey |\n|---|---|---|---|")
    for variant, kept in _STANCE_VARIANTS.items():
        print(_row(variant, [_stances(scorer, half, other, gold, kept) for half, other in (halves, halves[::-1])]))
    print("\n| comments to learn from (words alone) | held out | gold written | gold survey |\n|---|---|---|---|")
    for share in _SHARES:
        print(_row(*_learned(heads, share, {"held out": written, **gold})))


def _learned(heads: Heads, share: float, measured: dict[str, list[Ready]]) -> tuple[str, list[list[float]]]:
    """Learn the word view from a share of the training set, drawn evenly, and give micro-F1 where it is even odds."""
    examples = training_examples()[:: round(1 / share)]
    scorer = Scorer(learn_words(heads, examples), shipped_encoder())
    figures = []
    for ready in measured.values():
        views = scorer.word_views([prepared for _, _, prepared in ready])
        figures.append(_micro_f1(np.stack([view.themes[0] for view in views]) >= 0, _targets(ready, heads)))
    return f"{len(examples):,}", [figures]


def _row(variant: str, rounds: Sequence[Sequence[float]]) -> str:
    cells = " | ".join(f"{figure:.3f}" for figure in np.mean(rounds, axis=0))
    return f"| {variant} | {cells} |"


def _themes(
    scorer: Scorer, half: list[Ready], other: list[Ready], gold: dict[str, list[Ready]], left_out: tuple[int, ...]
) -> list[float]:
    """Fit the fusion on one half, and give micro-F1 on the other half and on the gold sets."""
    heads = scorer.heads
    evidence, targets = _evidence(scorer, half, left_out), _targets(half, heads)
    fitted = learn_fusion(heads, evidence, targets, np.ones(len(half), np.float32))
    limit = max(np.arange(0.2, 0.6, 0.02), key=lambda it: _micro_f1(_chances(fitted, evidence) >= it, targets))
    return [
        _micro_f1(_chances(fitted, _evidence(scorer, ready, left_out)) >= limit, _targets(ready, heads))
        for ready in (other, *gold.values())
    ]


def _evidence(scorer: Scorer, ready: list[Ready], left_out: tuple[int, ...]) -> Floats:
    """Give (comments, E, T) with zeros for what is left out."""
    found = np.stack([it.evidence for it in scorer.score([prepared for _, _, prepared in ready])])
    found[:, list(left_out)] = 0
    return found


def _targets(ready: list[Ready], heads: Heads) -> NDArray[np.bool_]:
    return theme_matrix([example for example, _, _ in ready], heads.themes)


def _chances(heads: Heads, evidence: Floats) -> Floats:
    logits = np.einsum("e,net->nt", heads.fusion, evidence) + heads.offset
    return np.asarray(1 / (1 + np.exp(-logits)), np.float32)


def _micro_f1(found: NDArray[np.bool_], there: NDArray[np.bool_]) -> float:
    return float(2 * (found & there).sum() / max(1, found.sum() + there.sum()))


def _stances(
    scorer: Scorer, half: list[Ready], other: list[Ready], gold: dict[str, list[Ready]], kept: slice
) -> list[float]:
    """Fit the stance on one half, and give the share of labels read rightly in the other half and the gold sets."""
    features, answers = _labels(scorer, half)
    model = LogisticRegression(C=0.5, max_iter=2000).fit(features[:, kept], answers)
    found = [_labels(scorer, ready) for ready in (other, *gold.values())]
    return [float(model.score(rows[:, kept], right)) for rows, right in found]


def _labels(scorer: Scorer, ready: list[Ready]) -> tuple[Floats, list[int]]:
    """Give the stance features (labels, features) at the evidence of each label, and the stances."""
    prepared = [it for _, _, it in ready]
    encoded = scorer.encoder.start([tokens_of(it.comment, it.text, it.segments) for it in prepared])
    rows, answers = [], []
    for (example, cleaned, one), states, view in zip(ready, encoded, scorer.word_views(prepared), strict=True):
        table = scorer.stance_features(one, states.segments, view.stances)
        for label in example.labels:
            number = best_segment(cleaned, one.segments, label.start, label.end)
            rows.append(table[number, scorer.heads.themes.index(label.theme)])
            answers.append(STANCES.index(label.stance))
    return np.stack(rows), answers


if __name__ == "__main__":
    main()
