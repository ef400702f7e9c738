"""Learned heads as bytes: only what differs from the heads they stand on, named by its base. Never pickle."""

import hashlib
import io
from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.fitting import Floats
from nlp.heads import Heads, ModelMismatch

_BASE = "base"
#: Written as 8-bit steps of each row's largest change, and only for features that changed.
_WORDS = "words_weight"
_STEPS = 127


def pack(heads: Heads, base: Heads) -> bytes:
    """Return what differs between heads and their base, as npz.

    Word weights are rounded to 8-bit steps: use what `unpack` gives, so that what was measured is what is kept.

    Raises:
        ValueError: the heads have other themes than the base.
    """
    if heads.themes != base.themes or heads.groups != base.groups:
        raise ValueError("heads and base have other themes or groups")
    arrays = {_BASE: np.frombuffer(_fingerprint(base), np.uint8)}
    for name in _names():
        new, old = getattr(heads, name), getattr(base, name)
        if not np.array_equal(new, old):
            arrays |= _words(new, old) if name == _WORDS else {name: new}
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


def unpack(data: bytes, base: Heads) -> Heads:
    """Return the heads that were packed on this base.

    Raises:
        ModelMismatch: they were packed on another base; learn again from the lessons.
    """
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    if arrays.pop(_BASE).tobytes() != _fingerprint(base):
        raise ModelMismatch("these heads were learned on top of others")
    if f"{_WORDS}_columns" in arrays:
        factors, columns, values, steps = (
            arrays.pop(f"{_WORDS}_{part}") for part in ("factors", "columns", "values", "steps")
        )
        changed = base.words_weight * factors
        changed[:, columns] += values.astype(np.float32) * steps
        arrays[_WORDS] = changed
    return replace(base, **arrays)


def _names() -> list[str]:
    return [field.name for field in fields(Heads) if field.name not in {"themes", "groups"}]


def _words(new: Floats, old: Floats) -> dict[str, NDArray[Any]]:
    """Return by what factor each row was scaled, and the columns that changed beyond that, in steps of each row."""
    rows = zip(new, old, old != 0, strict=True)
    factors = np.array(
        [[np.median(row[known] / was[known]) if known.any() else 1] for row, was, known in rows], np.float32
    )
    change = new - old * factors
    steps = np.abs(change).max(axis=1, keepdims=True) / _STEPS + 1e-12
    values = np.round(change / steps).astype(np.int8)
    columns = np.flatnonzero(values.any(axis=0))
    return {
        f"{_WORDS}_factors": factors,
        f"{_WORDS}_columns": columns.astype(np.int32),
        f"{_WORDS}_values": values[:, columns],
        f"{_WORDS}_steps": steps.astype(np.float32),
    }


def _fingerprint(heads: Heads) -> bytes:
    """Return 32 bytes that name heads by their numbers and themes."""
    found = hashlib.sha256("\n".join((*heads.themes, "", *heads.groups)).encode())
    for name in _names():
        found.update(np.ascontiguousarray(getattr(heads, name)).tobytes())
    return found.digest()
