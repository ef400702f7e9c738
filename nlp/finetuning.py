"""Fine-tuning of the MiniLM encoder on the written training set. For development: needs torch and safetensors.

One pass over a comment gives token states; means over the comment and over
each of its segments go through one theme head and one stance head.
"""

import importlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.encoder import Window, tokens_of
from nlp.examples import Example, Label
from nlp.results import Comment, Stance
from nlp.segments import segments_of
from nlp.text import clean
from nlp.torch_encoder import token_states

_STANCES = tuple(Stance)
_HIDDEN = 384


@dataclass(frozen=True, slots=True)
class Row:
    """A tokenised comment with targets; `located` tells whether `segment_themes` may be learned from.

    Shapes: `themes` (T,), `segment_themes` (S, T), `stances` (S + 1, T) with -1 where there is none.
    """

    window: Window
    themes: np.ndarray
    segment_themes: np.ndarray
    stances: np.ndarray
    located: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to train; seconds stop it early whatever the epochs."""

    epochs: int = 5
    batch: int = 24
    encoder_rate: float = 1e-4
    head_rate: float = 2e-3
    dropout: float = 0.15
    positive_weight: float = 2.0
    seed: int = 7


def make_row(example: Example, themes: Sequence[str]) -> Row:
    """Tokenise an example and lay its labels over its segments."""
    cleaned = clean(example.comment.text)
    segments = segments_of(cleaned.text)
    tokens = tokens_of(example.comment, cleaned.text, segments)
    column = {theme: number for number, theme in enumerate(themes)}
    whole = np.zeros(len(themes), np.float32)
    parts = np.zeros((len(segments), len(themes)), np.float32)
    stances = np.full((len(segments) + 1, len(themes)), -1, np.int64)
    located = True
    for label in example.labels:
        theme, stance = column[label.theme], _STANCES.index(label.stance)
        whole[theme] = 1
        covered = [
            number
            for number, segment in enumerate(segments)
            if _shared(cleaned.original(segment.start, segment.end), (label.start, label.end)) >= 0.5
        ]
        located &= not (len(covered) == len(segments) > 1)
        stances[-1, theme] = stance if stances[-1, theme] in (-1, stance) else -2
        for number in covered or _best_cover(cleaned.original, segments, label.start, label.end):
            parts[number, theme] = 1
            stances[number, theme] = stance
    stances[stances == -2] = -1
    kept = len(tokens[0].parts)
    rows = [*range(kept), len(segments)]
    return Row(tokens[0], whole, parts[:kept], stances[rows], located)


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return the share of the shorter range that both cover."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0])) / max(1, min(one[1] - one[0], other[1] - other[0]))


def _best_cover(original: Any, segments: Sequence[Any], start: int, end: int) -> list[int]:
    shares = [_shared(original(segment.start, segment.end), (start, end)) for segment in segments]
    return [int(np.argmax(shares))] if shares and max(shares) > 0 else []


def fine_tune(
    weights: dict[str, Any], examples: Sequence[Example], themes: Sequence[str], plan: Plan
) -> dict[str, np.ndarray]:
    """Train encoder and heads; return all tensors as arrays, the heads as `head.theme.*` and `head.stance.*`.

    The word embeddings stay as they are, so that words the training set lacks keep their meaning.
    """
    torch = importlib.import_module("torch")
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    for name, width in (("theme", len(themes)), ("stance", len(themes) * len(_STANCES))):
        weights[f"head.{name}.weight"] = torch.randn(width, _HIDDEN) * 0.02
        weights[f"head.{name}.bias"] = torch.full((width,), -3.0 if name == "theme" else 0.0)
    frozen = {"embeddings.word_embeddings.weight", "embeddings.position_embeddings.weight"}
    trained = {name: tensor.requires_grad_() for name, tensor in weights.items() if name not in frozen}
    optimiser = torch.optim.AdamW(_groups(trained, plan), betas=(0.9, 0.98))
    steps = plan.epochs * -(-len(examples) // plan.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [group["lr"] for group in optimiser.param_groups], total_steps=steps, pct_start=0.08
    )
    for epoch in range(plan.epochs):
        loss_sum = 0.0
        for batch in _batches([make_row(it, themes) for it in _varied(examples, chance)], plan.batch, chance):
            optimiser.zero_grad()
            loss = _loss(torch, weights, batch, plan)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(list(trained.values()), 1.0)
            optimiser.step()
            if schedule.last_epoch < steps:
                schedule.step()
            loss_sum += loss.item()
        print(f"epoch {epoch + 1} of {plan.epochs}: loss {loss_sum / (steps / plan.epochs):.4f}", flush=True)
    return {name: tensor.detach().numpy() for name, tensor in weights.items()}


def _groups(trained: dict[str, Any], plan: Plan) -> list[dict[str, Any]]:
    """Give the heads a faster rate than the encoder, and decay matrices only."""
    return [
        {
            "params": [tensor for name, tensor in trained.items() if name.startswith("head.") == is_head and (tensor.ndim > 1) == decays],
            "lr": plan.head_rate if is_head else plan.encoder_rate,
            "weight_decay": 0.02 if decays else 0.0,
        }
        for is_head in (False, True)
        for decays in (False, True)
    ]


def _varied(examples: Sequence[Example], chance: random.Random) -> list[Example]:
    """Return the examples with some contexts hidden, some cut to one segment and some joined in pairs."""
    varied: list[Example] = []
    for example in examples:
        other = chance.choice(examples)
        if chance.random() < 0.12 and len(example.comment.text) + len(other.comment.text) < 500:
            example = _joined(example, other)
        comment = example.comment
        group = None if chance.random() < 0.25 else comment.group
        question = None if chance.random() < 0.15 else comment.question
        varied.append(Example(Comment(comment.text, group, question), example.labels, example.register))
    return varied


def _joined(one: Example, other: Example) -> Example:
    text = one.comment.text.rstrip()
    text += " " if text[-1:] in ".!?" else ". "
    moved = [Label(it.theme, it.stance, it.start + len(text), it.end + len(text)) for it in other.labels]
    end = len(one.comment.text.rstrip())
    kept = [Label(it.theme, it.stance, it.start, min(it.end, end)) for it in one.labels]
    comment = Comment(text + other.comment.text, one.comment.group or other.comment.group, one.comment.question)
    return Example(comment, (*kept, *moved), one.register)


def _batches(rows: list[Row], size: int, chance: random.Random) -> list[list[Row]]:
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
        return functional.binary_cross_entropy_with_logits(logits, targets, pos_weight=heavier, reduction="none").sum(-1).mean()

    def logits(name: str, states: Any) -> Any:
        dropped = functional.dropout(states, 2 * plan.dropout, True)
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
    guesses = logits("stance", states).view(len(states), -1, len(_STANCES))
    return loss + functional.cross_entropy(guesses[stances >= 0], stances[stances >= 0]) if (stances >= 0).any() else loss


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
