"""The models that come with the library, checked against their manifest and kept once they are loaded."""

from functools import cache

from nlp import PIPELINE_VERSION
from nlp.encoder import MODELS, Encoder
from nlp.heads import Heads, check_manifest, load_heads
from nlp.nearest import WrittenExamples, load_written


@cache
def shipped_heads() -> Heads:
    """Return the heads of the two codeframes that come with the library.

    Raises:
        ModelMismatch: a model file is not the one the manifest names.
    """
    check_manifest(MODELS, pipeline=PIPELINE_VERSION)
    return load_heads(MODELS / "heads.npz")


@cache
def shipped_encoder() -> Encoder:
    """Return the encoder that the shipped heads read.

    Raises:
        ModelMismatch: a model file is not the one the manifest names.
    """
    check_manifest(MODELS, pipeline=PIPELINE_VERSION)
    return Encoder(MODELS / "encoder.onnx")


@cache
def shipped_written() -> WrittenExamples:
    """Return written examples that show what the themes of the shipped heads are like.

    Raises:
        ModelMismatch: a model file is not the one the manifest names.
    """
    check_manifest(MODELS, pipeline=PIPELINE_VERSION)
    return load_written(MODELS / "written.npz")
