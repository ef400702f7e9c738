"""Looking at a page as people with access needs would want it looked at: axe, a ruler, and the words that are shown."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

AXE = (Path(__file__).parents[2] / "webapp/assets/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS: dict[str, Any] = {"runOnly": RULES, "resultTypes": ["violations"], "reporter": "no-passes", "preload": False}

RUN_AXE = """async (options) => {
  const floating = document.querySelector('.govuk-exit-this-page');
  if (floating) floating.style.position = 'static';
  const { violations } = await axe.run(options);
  if (floating) floating.style.position = '';
  return violations.map((rule) => `${rule.id} at ${rule.nodes[0].target}: ${rule.help}`);
}"""
"""The button that stays in sight lies over other things wherever a page is scrolled to, which is no fault of theirs."""

MEASURE = """() => {
  const root = document.documentElement;
  const words = new Set();
  const isOwn = (element) => {
    const isLeftOut = element.closest('script, style, textarea, .sd-words, .sd-receipt');
    return element.closest('[lang]').lang === root.lang && !isLeftOut;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (isOwn(walker.currentNode.parentElement)) words.add(walker.currentNode.data.replace(/\\s+/g, ' ').trim());
  }
  for (const element of document.querySelectorAll('[aria-label], [alt]')) {
    if (isOwn(element)) words.add(element.getAttribute('aria-label') ?? element.alt);
  }
  words.add(document.title.replace(' – Said & Done', ''));
  return {
    language: root.lang,
    direction: document.body.dir,
    title: document.title,
    sideways: root.scrollWidth - root.clientWidth,
    words: [...words],
  };
}"""
"""What people have typed, codes, and words marked as of another language are left out."""


@dataclass(frozen=True)
class Seen:
    """What is seen of a page; `sideways` are the pixels by which it is too wide."""

    language: str
    direction: str
    title: str
    sideways: int
    words: list[str]


def measure(page: Page) -> Seen:
    """Measure the page that is open; this needs no scripts of the page's."""
    return Seen(**page.evaluate(MEASURE))


def list_problems(window: Page, *, colours: bool = True) -> list[str]:
    """List the rules that axe finds broken, and whether the page is too wide; the window must allow scripts.

    Colours take most of the time: pages that differ from others in their words alone are looked at without.
    """
    rules = {} if colours else {"rules": {"color-contrast": {"enabled": False}}}
    if not window.evaluate("'axe' in window"):
        window.evaluate(AXE)
    problems: list[str] = window.evaluate(RUN_AXE, OPTIONS | rules)
    sideways = measure(window).sideways
    return [*problems, *([f"scrolls sideways by {sideways} pixels"] if sideways > 0 else [])]


def list_problems_bare(page: Page, mirrors: BrowserContext) -> list[str]:
    """List the same of a page in a window without scripts: its HTML is shown in a new window that has them."""
    mirror = mirrors.new_page()
    try:
        if page.viewport_size:
            mirror.set_viewport_size(page.viewport_size)
        base = f'<base href="{page.url}">'
        mirror.set_content(page.content().replace("<head>", f"<head>{base}", 1), wait_until="load")
        return list_problems(mirror)
    finally:
        mirror.close()
