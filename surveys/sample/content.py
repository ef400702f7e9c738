"""Reading the sample's files."""

import json
import tomllib
from pathlib import Path
from typing import Any, cast

DATA = Path(__file__).parent / "data"


def read_toml(name: str) -> dict[str, Any]:
    """Read one TOML file of the sample."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def read_responses() -> list[dict[str, Any]]:
    """Read the survey responses of the sample, oldest first."""
    lines = (DATA / "responses.jsonl").read_text(encoding="utf-8").splitlines()
    return cast("list[dict[str, Any]]", [json.loads(line) for line in lines if line.strip()])
