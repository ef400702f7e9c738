"""Nothing in the project names a registry's host, a path of a machine, or leaves work for later."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def tracked() -> list[Path]:
    # What git would commit: tracked files and new ones that are not ignored.
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def texts() -> dict[str, str]:
    kinds = {".py", ".toml", ".txt", ".json", ".html", ".md", ".scss", ".js", ".ini", ".mako", ""}
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in tracked()
        if path.suffix in kinds and path.name != Path(__file__).name
    }


def lines_with(pattern: str) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{name}: {line.strip()[:100]}"
        for name, text in texts().items()
        for line in text.splitlines()
        if found.search(line)
    ]


def test_locks_name_no_registry_and_carry_hashes() -> None:
    for name in ("run", "test", "model", "assets"):
        lock = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
        assert "://" not in lock
        assert lock.count("==") <= lock.count("--hash=sha256:")
    assert '"resolved"' not in (ROOT / "webapp/assets/package-lock.json").read_text(encoding="utf-8")


def test_nothing_is_left_for_later() -> None:
    assert lines_with(r"\b(TODO|FIXME|XXX|HACK)\b|pytest\.mark\.(skip|xfail)|type: ignore$|noqa$") == []


def test_no_path_of_a_machine_stands_anywhere() -> None:
    assert lines_with(r"(^|[^.\w/])/(home|root|tmp|work|Users)/\w") == []


def test_every_dependency_stands_in_the_readme_with_its_reason() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = project[project.index("dependencies = [") : project.index("[project.scripts]")]
    names = set(
        re.findall(r'^\s*"?(?:assets = \[")?([a-z0-9-]+)(?:\[[a-z]+\])?(?:[>=<]=?[^"]*)?",?\]?$', block, re.MULTILINE)
    )
    assert len(names) > 20
    assert {name for name in names if f"`{name}`" not in readme} == set()
