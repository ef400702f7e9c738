"""Walking through the product with the keys of a keyboard alone: Tab, Space, arrows and Enter."""

from playwright.sync_api import Page

from tests.journeys.walking import WORDS

MOST_STOPS = 60
"""So many presses of Tab reach everything on a page; more would be a trap."""

FOCUS = """() => {
  const element = document.activeElement;
  const area = element.getBoundingClientRect();
  const x = area.left + area.width / 2, y = area.top + Math.min(area.height / 2, 12);
  const top = document.elementFromPoint(x, y);
  const ring = getComputedStyle(element);
  return {
    id: element.id,
    kind: element.type ?? '',
    name: element.innerText?.trim() ?? '',
    isSeen: !!top && (element.contains(top) || top.contains(element) || [...(element.labels ?? [])].includes(top)),
    hasRing: element.matches('[type=radio], [type=checkbox]') || `${ring.outlineStyle}${ring.boxShadow}` !== 'nonenone',
  };
}"""
"""The ring of radio buttons and checkboxes is drawn by their labels."""


def tab_to(page: Page, selector: str, *, keys: str = "Tab") -> None:
    """Press Tab until something that the selector fits has the focus; each stop must be seen, with a ring around it."""
    for _ in range(MOST_STOPS):
        page.keyboard.press(keys)
        stop = page.evaluate(FOCUS)
        assert stop["isSeen"], f"{page.url}: {stop} is under something else"
        assert stop["hasRing"], f"{page.url}: {stop} has no ring"
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{page.url}: {keys} does not lead to {selector}")


def enter(page: Page, selector: str) -> None:
    """Go to a button or link by Tab, press Enter, and wait for the page that it leads to."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def answer_by_keys(page: Page) -> str:
    """Answer whatever the page asks by its keys; returns the type of control. A photo is left out."""
    kind = str(page.evaluate(FIRST_CONTROL))
    if kind != "file":
        tab_to(page, "form select, form textarea, form [type=text], form [type=radio], form [type=checkbox]")
    match kind:
        case "radio":
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
        case "checkbox":
            page.keyboard.press("Space")
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
        case "select-one":
            page.keyboard.press("ArrowDown")
        case "textarea":
            page.keyboard.type(WORDS)
        case "text":
            _type_in_boxes(page)
    return kind


FIRST_CONTROL = """() => document.querySelector(
  'main form :is(select, textarea, [type=text], [type=radio], [type=checkbox], [type=file])').type"""


def _type_in_boxes(page: Page) -> None:
    """Type into one short box, or into those of a date."""
    if page.locator(".govuk-date-input").count():
        page.keyboard.type("5")
        page.keyboard.press("Tab")
        page.keyboard.type("2026")
        return
    page.keyboard.type("BA1" if page.url.endswith("/area") else "7")
