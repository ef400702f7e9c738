"""Fine-tuning of the MiniLM encoder on the written training set. For development: needs torch and safetensors.

One pass over a comment gives token states; means over the comment and over
each of its segments go through one theme head and one stance head.
"""

import importlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from nlp.encoder import Floats, Window, tokens_of
from nlp.examples import Example, Label
from nlp.results import Comment, Stance
from nlp.segments import segments_of
from nlp.text import clean
from nlp.torch_encoder import token_states

_log = logging.getLogger(__name__)
_STANCES = tuple(Stance)
_FROZEN = {"embeddings.word_embeddings.weight", "embeddings.position_embeddings.weight"}
_HIDDEN = 384
_UNKNOWN, _MIXED = -1, -2
_MOSTLY = 0.5
_JOINED, _JOINED_LENGTH = 0.12, 500
_GROUP_HIDDEN, _QUESTION_HIDDEN = 0.25, 0.15
#: Comments with these themes unmet may well be concerns, so they are no examples of the opposite.
_MAYBE_CONCERN = frozenset({"i-04", "i-09", "i-10", "i-13", "i-14", "i-15", "ecc-2.3"})


@dataclass(frozen=True, slots=True)
class Row:
    """A tokenised comment with targets; `located` tells whether `segment_themes` may be learned from.

    Shapes: `themes` (T + 1,), `segment_themes` (S, T + 1), the last column the concern, not a number where nobody
    has said; `stances` (S + 1, T) with -1 where there is none.
    """

    window: Window
    themes: np.ndarray
    segment_themes: np.ndarray
    stances: np.ndarray
    located: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to train."""

    epochs: int = 6
    batch: int = 24
    encoder_rate: float = 1.5e-4
    head_rate: float = 2e-3
    dropout: float = 0.1
    head_dropout: float = 0.25
    positive_weight: float = 2.0
    stance_share: float = 5.0
    seed: int = 7


def make_row(example: Example, themes: Sequence[str]) -> Row:
    """Tokenise an example and lay its labels over its segments."""
    cleaned = clean(example.comment.text)
    segments = segments_of(cleaned.text)
    tokens = tokens_of(example.comment, cleaned.text, segments)
    column = {theme: number for number, theme in enumerate(themes)}
    whole = np.zeros(len(themes) + 1, np.float32)
    parts = np.zeros((len(segments), len(themes) + 1), np.float32)
    whole[-1] = _concern_target(example)
    parts[:, -1] = 0 if whole[-1] == 0 else np.nan
    if example.concern is not None:
        whole[:-1], parts[:, :-1] = np.nan, np.nan
    stances = np.full((len(segments) + 1, len(themes)), _UNKNOWN, np.int64)
    located = True
    for label in example.labels:
        theme, stance = column[label.theme], _STANCES.index(label.stance)
        whole[theme] = 1
        covered = [
            number
            for number, segment in enumerate(segments)
            if _shared(cleaned.original(segment.start, segment.end), (label.start, label.end)) >= _MOSTLY
        ]
        located &= not (len(covered) == len(segments) > 1)
        stances[-1, theme] = stance if stances[-1, theme] in {_UNKNOWN, stance} else _MIXED
        for number in covered or _best_cover(cleaned.original, segments, label.start, label.end):
            parts[number, theme] = 1
            stances[number, theme] = stance
    stances[stances == _MIXED] = _UNKNOWN
    kept = len(tokens[0].parts)
    rows = [*range(kept), len(segments)]
    return Row(tokens[0], whole, parts[:kept], stances[rows], located)


def may_be_concern(example: Example) -> bool:
    """Tell whether a comment that nobody has judged may well point at harm."""
    return any(it.stance is Stance.UNMET and it.theme in _MAYBE_CONCERN for it in example.labels)


def _concern_target(example: Example) -> float:
    if example.concern is not None:
        return float(example.concern)
    return float("nan") if may_be_concern(example) else 0.0


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return the share of the shorter range that both cover."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0])) / max(1, min(one[1] - one[0], other[1] - other[0]))


def _best_cover(original: Any, segments: Sequence[Any], start: int, end: int) -> list[int]:
    shares = [_shared(original(segment.start, segment.end), (start, end)) for segment in segments]
    return [int(np.argmax(shares))] if shares and max(shares) > 0 else []


def fine_tune(
    tensors: Mapping[str, Floats], examples: Sequence[Example], themes: Sequence[str], plan: Plan
) -> dict[str, Floats]:
    """Train encoder and heads for one cycle, starting from the tensors; heads that are missing start anew.

    Examples without a word in them teach nothing and are left out.
    Returns all tensors: the heads are `head.theme.*`, the concern last, and `head.stance.*`, three stances a theme.
    While training, a stance is the sum of a part that all themes share and a part of the theme's own, so that rare
    themes learn from the others. The word embeddings stay, so that words the training set lacks keep their meaning.
    """
    torch = importlib.import_module("torch")
    torch.manual_seed(plan.seed)
    examples = [it for it in examples if segments_of(clean(it.comment.text).text)]
    chance = np.random.default_rng(plan.seed)
    weights = _with_heads(torch, tensors, len(themes))
    trained = {name: tensor.requires_grad_() for name, tensor in weights.items() if name not in _FROZEN}
    optimiser = torch.optim.AdamW(_groups(trained, plan), betas=(0.9, 0.98))
    steps = plan.epochs * -(-len(examples) // plan.batch)
    rates = [group["lr"] for group in optimiser.param_groups]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rates, total_steps=steps, pct_start=0.08)
    for epoch in range(plan.epochs):
        rows = [make_row(example, themes) for example in _varied(examples, chance)]
        losses = [
            _step(torch, weights, batch, plan, optimiser, schedule) for batch in _batches(rows, plan.batch, chance)
        ]
        _log.info("epoch %d of %d: loss %.3f", epoch + 1, plan.epochs, sum(losses) / len(losses))
    arrays = {name: tensor.detach().numpy() for name, tensor in weights.items()}
    for part in ("weight", "bias"):
        arrays[f"head.stance.{part}"] += np.concatenate([arrays.pop(f"head.mood.{part}")] * len(themes))
    return arrays


def _with_heads(torch: Any, tensors: Mapping[str, Floats], themes: int) -> dict[str, Any]:
    """Turn arrays into tensors, and add the heads that are missing."""
    weights = {name: torch.tensor(array) for name, array in tensors.items()}
    widths = {"theme": themes + 1, "stance": themes * len(_STANCES), "mood": len(_STANCES)}
    for name, width in widths.items():
        if f"head.{name}.weight" not in weights:
            weights[f"head.{name}.weight"] = torch.randn(width, _HIDDEN) * 0.02
            weights[f"head.{name}.bias"] = torch.full((width,), -3.0 if name == "theme" else 0.0)
    return weights


def _step(
    torch: Any, weights: dict[str, Any], batch: Sequence[Row], plan: Plan, optimiser: Any, schedule: Any
) -> float:
    """Learn from one batch and return its loss."""
    optimiser.zero_grad()
    loss = _loss(torch, weights, batch, plan)
    loss.backward()
    trained = [tensor for group in optimiser.param_groups for tensor in group["params"]]
    torch.nn.utils.clip_grad_norm_(trained, 1.0)
    optimiser.step()
    schedule.step()
    return float(loss.item())


def _groups(trained: dict[str, Any], plan: Plan) -> list[dict[str, Any]]:
    """Give the heads a faster rate than the encoder, and decay matrices only."""
    return [
        {
            "params": [
                tensor
                for name, tensor in trained.items()
                if name.startswith("head.") == is_head and (tensor.ndim > 1) == decays
            ],
            "lr": plan.head_rate if is_head else plan.encoder_rate,
            "weight_decay": 0.02 if decays else 0.0,
        }
        for is_head in (False, True)
        for decays in (False, True)
    ]


def _varied(examples: Sequence[Example], chance: np.random.Generator) -> list[Example]:
    """Return the examples with some contexts hidden and some joined in pairs."""
    varied: list[Example] = []
    for first in examples:
        other = examples[int(chance.integers(len(examples)))]
        is_short = len(first.comment.text) + len(other.comment.text) < _JOINED_LENGTH
        is_pair = chance.random() < _JOINED and is_short and first.concern is other.concern is None
        example = _joined(first, other) if is_pair else first
        comment = example.comment
        group = None if chance.random() < _GROUP_HIDDEN else comment.group
        question = None if chance.random() < _QUESTION_HIDDEN else comment.question
        varied.append(replace(example, comment=Comment(comment.text, group, question)))
    return varied


def _joined(one: Example, other: Example) -> Example:
    text = one.comment.text.rstrip()
    text += " " if text[-1:] in ".!?" else ". "
    moved = [Label(it.theme, it.stance, it.start + len(text), it.end + len(text)) for it in other.labels]
    end = len(one.comment.text.rstrip())
    kept = [Label(it.theme, it.stance, it.start, min(it.end, end)) for it in one.labels]
    comment = Comment(text + other.comment.text, one.comment.group or other.comment.group, one.comment.question)
    return Example(comment, (*kept, *moved), one.register)


def _batches(rows: list[Row], size: int, chance: np.random.Generator) -> list[list[Row]]:
    """Return batches of rows of like length, in random order."""
    chance.shuffle(rows)
    rows.sort(key=lambda row: len(row.window.ids) // 8)
    batches = [rows[start : start + size] for start in range(0, len(rows), size)]
    chance.shuffle(batches)
    return batches


def _loss(torch: Any, weights: dict[str, Any], batch: Sequence[Row], plan: Plan) -> Any:
    functional = torch.nn.functional
    wholes, segments, owners = pooled(torch, weights, batch, plan.dropout)
    themes = torch.tensor(np.stack([row.themes for row in batch]))
    heavier = torch.full((themes.shape[1],), plan.positive_weight)

    def error(logits: Any, targets: Any) -> Any:
        """Give the cross-entropy of each known label; unknown ones are left out."""
        known = ~targets.isnan()
        errors = functional.binary_cross_entropy_with_logits(
            logits, targets.nan_to_num(), pos_weight=heavier, reduction="none"
        )
        return (errors * known).sum(-1).mean()

    def logits(name: str, states: Any) -> Any:
        """Give a head's log-odds, with dropout."""
        dropped = functional.dropout(states, plan.head_dropout, training=True)
        return functional.linear(dropped, weights[f"head.{name}.weight"], weights[f"head.{name}.bias"])

    whole, part = logits("theme", wholes), logits("theme", segments)
    highest = torch.stack([part[owners == number].amax(0) for number in range(len(batch))])
    located = torch.tensor([row.located for row in batch])[owners]
    part_targets = torch.tensor(np.concatenate([row.segment_themes for row in batch]))
    loss = error(whole, themes) + error(highest, themes)
    if located.any():
        loss = loss + error(part[located], part_targets[located])
    stances = torch.tensor(np.concatenate([row.stances[:-1] for row in batch] + [row.stances[-1:] for row in batch]))
    states = torch.cat([segments, wholes])
    guesses = logits("stance", states).view(len(states), -1, len(_STANCES)) + logits("mood", states)[:, None, :]
    known = stances >= 0
    return loss + plan.stance_share * functional.cross_entropy(guesses[known], stances[known]) if known.any() else loss


def pooled(torch: Any, weights: dict[str, Any], batch: Sequence[Row], dropout: float) -> tuple[Any, Any, Any]:
    """Return mean states of the comments, of their segments, and the number of each segment's comment."""
    longest = max(len(row.window.ids) for row in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for number, row in enumerate(batch):
        size = len(row.window.ids)
        ids[number, :size] = torch.tensor(row.window.ids)
        types[number, size - row.window.context : size] = 1
        mask[number, :size] = 1
    states = token_states(torch, weights, ids, mask, types, dropout)
    wholes = [states[n, row.window.parts[0][0] : row.window.parts[-1][1]].mean(0) for n, row in enumerate(batch)]
    parts = [states[n, start:end].mean(0) for n, row in enumerate(batch) for start, end in row.window.parts]
    owners = [n for n, row in enumerate(batch) for _ in row.window.parts]
    return torch.stack(wholes), torch.stack(parts), torch.tensor(owners)
