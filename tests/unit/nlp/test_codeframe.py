from pathlib import Path

import pytest

from nlp.codeframe import CodeframeError, default_codeframes, load_codeframe, parse_codeframe

THEME = {"key": "x-1", "title": "Pets", "statement": "My pets are fed.", "include": "cats", "leave_out": ""}


def frame(**changes: object) -> dict[str, object]:
    return {"key": "x", "edition": "1", "title": "Local", "themes": [THEME], **changes}


def test_default_codeframes_have_all_themes() -> None:
    ecc, statements = default_codeframes()
    assert (ecc.key, ecc.edition, len(ecc.themes)) == ("ecc", "2026-1", 12)
    assert (statements.key, statements.edition, len(statements.themes)) == ("i", "2026-1", 18)
    assert [theme.stage for theme in ecc.themes] == [1] * 5 + [2] * 5 + [3] * 2
    assert {theme.stage for theme in statements.themes} == {None}


def test_titles_tell_themes_of_a_frame_apart() -> None:
    for codeframe in default_codeframes():
        titles = [theme.title for theme in codeframe.themes]
        assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (frame(colour="red"), "ecc.toml: colour: unknown key"),
        (frame(themes=[]), "ecc.toml: themes: expected at least one"),
        (frame(themes=[THEME, THEME]), "ecc.toml: themes.2.key: 'x-1' stands twice"),
        (frame(themes=[{**THEME, "title": 3}]), "ecc.toml: themes.1.title: expected words"),
        (frame(themes=[{**THEME, "title": ""}]), "ecc.toml: themes.1.title: expected words"),
        (frame(themes=[{key: THEME[key] for key in THEME if key != "include"}]), "ecc.toml: themes.1.include: missing"),
        (frame(themes=[{**THEME, "note": "x"}]), "ecc.toml: themes.1.note: unknown key"),
        (
            frame(themes=[{**THEME, "patterns": [{"pattern": "cat", "stance": "good"}]}]),
            "ecc.toml: themes.1.patterns.1.stance: 'good' is none of met, unmet, wanted",
        ),
        (
            frame(themes=[{**THEME, "patterns": [{"pattern": []}]}]),
            "ecc.toml: themes.1.patterns.1.pattern: expected words or a list of token patterns",
        ),
    ],
)
def test_errors_say_where_and_what(raw: dict[str, object], message: str) -> None:
    with pytest.raises(CodeframeError) as caught:
        parse_codeframe(raw, source="ecc.toml")
    assert str(caught.value) == message


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "local.toml"
    path.write_text("key = ", encoding="utf-8")
    with pytest.raises(CodeframeError, match=r"^local\.toml: "):
        load_codeframe(path)
