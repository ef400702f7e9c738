"""The house stays small: files, functions and templates that one person can hold in mind."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("nlp", "surveys", "webapp", "tests")
SOURCES = sorted(
    path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "node_modules" not in path.parts
)
TEMPLATES = sorted((ROOT / "webapp/templates").rglob("*.html"))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or 0) - function.lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_has_at_most_300_lines_and_a_function_40(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    assert {it.name: length(it) for it in functions(path) if length(it) > 40} == {}


def test_nine_functions_of_ten_have_at_most_20_lines() -> None:
    lengths = sorted(length(it) for path in SOURCES if "tests" not in path.parts for it in functions(path))
    assert lengths[int(len(lengths) * 0.9)] <= 20


def test_every_public_function_of_the_libraries_says_what_it_does() -> None:
    bare = [
        f"{path.relative_to(ROOT)}: {function.name}"
        for path in SOURCES
        if path.parts[len(ROOT.parts)] in {"nlp", "surveys"}
        for function in functions(path)
        if not function.name.startswith("_") and not ast.get_docstring(function)
    ]
    assert bare == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_escapes_everything_and_imports_only_what_it_uses(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape", text)
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style|javascript:", text)
    for imported in re.findall(r"{%-? from \S+ import ([^%]+?)(?: with context)? -?%}", text):
        for name in re.split(r"\s*,\s*", imported.strip()):
            called = name.split(" as ")[-1]
            assert len(re.findall(rf"\b{called}\b", text)) > 1, f"{name} is imported and not used"


def test_a_page_has_at_most_60_lines() -> None:
    pages = [path for path in TEMPLATES if path.parent.name not in {"components", "layouts"}]
    assert {path.name: n for path in pages if (n := len(path.read_text(encoding="utf-8").splitlines())) > 60} == {}
