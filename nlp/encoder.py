"""The sentence encoder: tokens of a comment and, in one pass, the mean state of the whole and of each segment.

MiniLM (6 layers, 384 wide), fine-tuned on the written training set and quantised to int8. Each comment is run by
itself, so that a result cannot depend on the comments beside it.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nlp.results import Comment
from nlp.segments import Segment

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LAYERS = 6
MODELS = Path(__file__).parent / "models"
_LONGEST = 160
_LONGEST_CONTEXT = 40
_CLS, _SEP = 101, 102
_THREADS = 2

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Window:
    """Token ids of consecutive segments with their context; `parts` are token ranges, one a segment."""

    ids: tuple[int, ...]
    context: int
    parts: tuple[tuple[int, int], ...]


Tokens = tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class EncodedComment:
    """Mean states: `windows` (W, 384), usually one row; `segments` (S, 384)."""

    windows: Floats
    segments: Floats


@cache
def tokenizer() -> "Tokenizer":
    """Return the word-piece tokeniser, without padding or truncation."""
    from tokenizers import Tokenizer

    loaded = Tokenizer.from_file(str(MODELS / "tokenizer.json"))
    loaded.no_padding()
    loaded.no_truncation()
    return loaded


def context_of(comment: Comment) -> str:
    """Return the words that stand beside every comment: who speaks, and what was asked."""
    group = (comment.group or "").replace("_", " ")
    return ": ".join(part for part in (group, comment.question or "") if part)


def tokens_of(comment: Comment, text: str, segments: Sequence[Segment]) -> Tokens:
    """Tokenise a cleaned text by its segments, in windows of at most 160 tokens; a longer segment is cut."""
    context = tokenizer().encode(context_of(comment), add_special_tokens=False).ids[:_LONGEST_CONTEXT]
    pieces = [
        encoding.ids[:_LONGEST] or [_SEP]
        for encoding in tokenizer().encode_batch([text[it.start : it.end] for it in segments], add_special_tokens=False)
    ]
    windows: list[Window] = []
    pending: list[list[int]] = []
    for piece in pieces:
        if pending and sum(map(len, pending)) + len(piece) > _LONGEST:
            windows.append(_window(pending, context))
            pending = []
        pending.append(piece)
    if pending:
        windows.append(_window(pending, context))
    return tuple(windows)


def _window(pieces: Sequence[Sequence[int]], context: Sequence[int]) -> Window:
    ids = [_CLS]
    parts: list[tuple[int, int]] = []
    for piece in pieces:
        parts.append((len(ids), len(ids) + len(piece)))
        ids += piece
    return Window((*ids, _SEP, *context, _SEP), len(context) + 1, tuple(parts))


class Encoder:
    """Runs the quantised model."""

    def __init__(self, path: Path) -> None:
        """Load the ONNX file."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="encoder")
        self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def start(self, comments: Iterable[Tokens]) -> Iterator[EncodedComment]:
        """Begin to encode tokenised comments, each by itself, two at a time; gives them in order as they are asked for.

        The model runs outside Python's lock: whoever starts it early can do other work meanwhile.
        """
        return self._pool.map(self._encode, comments)

    def encode(self, comments: Iterable[Tokens]) -> list[EncodedComment]:
        """Encode tokenised comments, in order."""
        return list(self.start(comments))

    def _encode(self, windows: Tokens) -> EncodedComment:
        wholes: list[Floats] = []
        segments: list[Floats] = []
        for window in windows:
            states = self._states(window)
            wholes.append(states[window.parts[0][0] : window.parts[-1][1]].mean(axis=0))
            segments += [states[start:end].mean(axis=0) for start, end in window.parts]
        return EncodedComment(np.stack(wholes), np.stack(segments))

    def _states(self, window: Window) -> Floats:
        ids = np.array([window.ids], np.int64)
        types = np.zeros_like(ids)
        types[0, ids.shape[1] - window.context :] = 1
        (states,) = self._session.run(None, {"input_ids": ids, "token_type_ids": types})
        found: Floats = states[0]
        return found
