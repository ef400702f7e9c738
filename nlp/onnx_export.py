"""Writes the fine-tuned encoder as an ONNX file, int8 per channel. For development: needs onnx.

The graph runs one comment at a time, so that it needs no mask: `input_ids`, `token_type_ids` (1, tokens) give
`states` (1, tokens, 384).
"""

import importlib
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from nlp.encoder import LAYERS

_HEADS, _HIDDEN = 12, 384
_OPSET = 20


class _Graph:
    """Collects nodes and constants of an ONNX graph; each method returns the name of its result."""

    def __init__(self) -> None:
        self.helper: Any = importlib.import_module("onnx.helper")
        self._arrays: Any = importlib.import_module("onnx.numpy_helper")
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        """Add a named tensor; returns its name."""
        self.constants.append(self._arrays.from_array(np.asarray(value, order="C"), name))
        return name

    def node(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """Add an operator; returns the name of its output."""
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(self.helper.make_node(kind, list(inputs), [name], name=name, **attributes))
        return name

    def linear(self, name: str, state: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """Add a linear layer; `weight` is (out, in) as torch keeps it."""
        product = self.node("MatMul", state, self.constant(f"{name}.weight", weight.T))
        return self.node("Add", product, self.constant(f"{name}.bias", bias))

    def norm(self, name: str, state: str, weights: Mapping[str, np.ndarray]) -> str:
        """Add a layer norm."""
        scale, bias = (self.constant(f"{name}.{part}", weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.node("LayerNormalization", state, scale, bias, axis=-1, epsilon=1e-12)


def export_encoder(weights: Mapping[str, np.ndarray], path: Path) -> None:
    """Write the encoder to `path`, quantised per channel with reduced range (safe on every processor)."""
    onnx = importlib.import_module("onnx")
    quantization = importlib.import_module("onnxruntime.quantization")
    graph = _Graph()
    state = _embed(graph, weights)
    for layer in range(LAYERS):
        state = _layer(graph, f"encoder.layer.{layer}", state, weights)
    graph.nodes.append(graph.helper.make_node("Identity", [state], ["states"]))
    model = _model(graph, onnx)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        onnx.save(model, str(full))
        quantization.quantize_dynamic(
            full, path, per_channel=True, reduce_range=True, weight_type=quantization.QuantType.QInt8
        )


def _model(graph: _Graph, onnx: Any) -> Any:
    helper, types = graph.helper, onnx.TensorProto
    inputs = [helper.make_tensor_value_info(it, types.INT64, [1, "tokens"]) for it in ("input_ids", "token_type_ids")]
    outputs = [helper.make_tensor_value_info("states", types.FLOAT, [1, "tokens", _HIDDEN])]
    body = helper.make_graph(graph.nodes, "encoder", inputs, outputs, graph.constants)
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", _OPSET)])
    model.ir_version = 9
    onnx.checker.check_model(model)
    return model


def _embed(graph: _Graph, weights: Mapping[str, np.ndarray]) -> str:
    def table(name: str) -> str:
        """Add one embedding table."""
        return graph.constant(name, weights[f"embeddings.{name}_embeddings.weight"])

    words = graph.node("Gather", table("word"), "input_ids")
    kinds = graph.node("Gather", table("token_type"), "token_type_ids")
    length = graph.node("Shape", "input_ids", start=1, end=2)
    start = graph.constant("zero", np.array([0], np.int64))
    places = graph.node("Slice", table("position"), start, length)
    return graph.norm("embeddings.LayerNorm", graph.node("Add", graph.node("Add", words, places), kinds), weights)


def _layer(graph: _Graph, name: str, state: str, weights: Mapping[str, np.ndarray]) -> str:
    def of(part: str) -> tuple[np.ndarray, np.ndarray]:
        """Give the weight and bias of a part of the layer."""
        return weights[f"{name}.{part}.weight"], weights[f"{name}.{part}.bias"]

    context = _attend(graph, name, state, weights)
    mixed = graph.linear(f"{name}.mix", context, *of("attention.output.dense"))
    state = graph.norm(f"{name}.attention.output.LayerNorm", graph.node("Add", state, mixed), weights)
    wide = graph.node("Gelu", graph.linear(f"{name}.wide", state, *of("intermediate.dense")))
    narrow = graph.linear(f"{name}.narrow", wide, *of("output.dense"))
    return graph.norm(f"{name}.output.LayerNorm", graph.node("Add", state, narrow), weights)


def _attend(graph: _Graph, name: str, state: str, weights: Mapping[str, np.ndarray]) -> str:
    """Project queries, keys and values in one product, attend in 12 heads, and join the heads again."""
    parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    scale = (_HIDDEN // _HEADS) ** -0.5
    factors = (scale, 1.0, 1.0)
    weight = np.concatenate([weights[f"{part}.weight"] * factor for part, factor in zip(parts, factors, strict=True)])
    bias = np.concatenate([weights[f"{part}.bias"] * factor for part, factor in zip(parts, factors, strict=True)])
    joint = graph.linear(f"{name}.qkv", state, weight.astype(np.float32), bias.astype(np.float32))
    shape = graph.constant(f"{name}.split", np.array([1, -1, 3, _HEADS, _HIDDEN // _HEADS], np.int64))
    apart = graph.node("Transpose", graph.node("Reshape", joint, shape), perm=[2, 0, 3, 1, 4])
    query, key, value = (
        graph.node("Gather", apart, graph.constant(f"{name}.part{number}", np.array(number, np.int64)), axis=0)
        for number in range(3)
    )
    shares = graph.node(
        "Softmax", graph.node("MatMul", query, graph.node("Transpose", key, perm=[0, 1, 3, 2])), axis=-1
    )
    heads = graph.node("Transpose", graph.node("MatMul", shares, value), perm=[0, 2, 1, 3])
    return graph.node("Reshape", heads, graph.constant(f"{name}.join", np.array([1, -1, _HIDDEN], np.int64)))
