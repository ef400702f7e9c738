import shutil
from pathlib import Path

import pytest

from nlp import PIPELINE_VERSION
from nlp.encoder import MODELS
from nlp.heads import ModelMismatch, check_manifest, write_manifest


@pytest.fixture
def models(tmp_path: Path) -> Path:
    for name in ("heads.npz", "tokenizer.json"):
        shutil.copyfile(MODELS / name, tmp_path / name)
    write_manifest(tmp_path, pipeline="1")
    return tmp_path


def test_shipped_models_are_the_ones_named() -> None:
    check_manifest(MODELS, pipeline=PIPELINE_VERSION)


def test_shipped_models_are_small() -> None:
    assert sum(file.stat().st_size for file in MODELS.iterdir()) <= 27_000_000


def test_a_changed_file_is_refused(models: Path) -> None:
    with (models / "heads.npz").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelMismatch, match=r"heads\.npz: not the file"):
        check_manifest(models, pipeline="1")


def test_a_missing_file_is_refused(models: Path) -> None:
    (models / "tokenizer.json").unlink()
    with pytest.raises(ModelMismatch, match=r"tokenizer\.json: missing"):
        check_manifest(models, pipeline="1")


def test_models_of_another_version_are_refused(models: Path) -> None:
    with pytest.raises(ModelMismatch, match="models of 1, code of 2"):
        check_manifest(models, pipeline="2")


def test_no_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMismatch, match=r"manifest\.json: missing"):
        check_manifest(tmp_path, pipeline="1")
