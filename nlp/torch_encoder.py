"""The MiniLM encoder as plain functions over a dictionary of torch tensors. For development only.

The same dictionary is trained by `nlp.finetuning` and written out by `nlp.onnx_export`.
"""

import importlib
from pathlib import Path
from typing import Any

from nlp.encoder import LAYERS

_HEADS, _HIDDEN = 12, 384


def load_weights(path: Path) -> dict[str, Any]:
    """Read the encoder's arrays from safetensors, by their BERT names; the pooler is left out."""
    load = importlib.import_module("safetensors.numpy").load_file
    return {name: array for name, array in load(path).items() if "position_ids" not in name and "pooler" not in name}


def token_states(torch: Any, weights: dict[str, Any], ids: Any, mask: Any, types: Any, dropout: float = 0.0) -> Any:
    """Run the encoder; `ids`, `mask`, `types` are (batch, tokens), the states (batch, tokens, 384)."""
    functional = torch.nn.functional
    state = (
        weights["embeddings.word_embeddings.weight"][ids]
        + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
        + weights["embeddings.token_type_embeddings.weight"][types]
    )
    state = _norm(functional, weights, "embeddings.LayerNorm", state)
    state = functional.dropout(state, dropout, dropout > 0)
    bias = (1.0 - mask[:, None, None, :].float()) * -1e4
    for layer in range(LAYERS):
        state = _layer(torch, weights, f"encoder.layer.{layer}", state, bias, dropout)
    return state


def _layer(torch: Any, weights: dict[str, Any], name: str, state: Any, bias: Any, dropout: float) -> Any:
    functional = torch.nn.functional
    batch, length, _ = state.shape

    def project(part: str) -> Any:
        """Give (batch, heads, length, size) of a projection."""
        return (
            _linear(functional, weights, f"{name}.attention.self.{part}", state)
            .view(batch, length, _HEADS, _HIDDEN // _HEADS)
            .transpose(1, 2)
        )

    context = functional.scaled_dot_product_attention(
        project("query"), project("key"), project("value"), attn_mask=bias
    )
    mixed = _linear(functional, weights, f"{name}.attention.output.dense", context.transpose(1, 2).reshape(state.shape))
    state = _norm(
        functional,
        weights,
        f"{name}.attention.output.LayerNorm",
        state + functional.dropout(mixed, dropout, dropout > 0),
    )
    wide = functional.gelu(_linear(functional, weights, f"{name}.intermediate.dense", state))
    narrow = _linear(functional, weights, f"{name}.output.dense", wide)
    return _norm(
        functional, weights, f"{name}.output.LayerNorm", state + functional.dropout(narrow, dropout, dropout > 0)
    )


def _linear(functional: Any, weights: dict[str, Any], name: str, state: Any) -> Any:
    return functional.linear(state, weights[f"{name}.weight"], weights[f"{name}.bias"])


def _norm(functional: Any, weights: dict[str, Any], name: str, state: Any) -> Any:
    return functional.layer_norm(state, (_HIDDEN,), weights[f"{name}.weight"], weights[f"{name}.bias"], 1e-12)
