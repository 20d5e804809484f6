"""The site without a mouse: what Tab reaches, that one sees where one is, and what is announced."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

CHAPTER = "chapters/03_encoding.html"
TRY = "try/encoding.html"
EDITOR = "the editor"
COMMON = {
    "the skip link": ".skip-link a",
    "the search": ".search-button, .search-button__button",
    "the theme switch": ".theme-switch-button",
    "the sidebar": ".bd-sidebar-primary nav a",
    "the next page": ".prev-next-footer a.right-next",
}
KINDS = {
    CHAPTER: COMMON | {
        "the download": ".chapter-card a.download",
        "a copy button": "button.copybtn",
        "the classical and the quantum tab": ".sd-tab-set > input",
        "folded code": "div.cell details.hide > summary",
        "an option of a quiz": ".quiz input",
        "the check of a quiz": "button.quiz-check",
        "the answers of a quiz": ".quiz-answers > summary",
        "the mark of a chapter": ".course-progress button",
        "the page's contents": ".bd-sidebar-secondary a",
    },
    TRY: COMMON | {
        "the start": ".try-panel button",
        EDITOR: ".try-cell textarea",
        "a button of a cell": ".try-cell .try-buttons button",
    },
}  # fmt: skip
# What has the focus: its kind, and whether it looks other than without the focus. What is itself
# hidden shows it at its label.
FOCUSED = """(kinds) => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element);
    const hidden = element.getBoundingClientRect().width <= 1 || style.opacity === "0";
    const shown = hidden && element.labels?.length ? element.labels[0] : element;
    const look = () => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(shown);
        const outline = outlineStyle === "none" ? "" : outlineWidth + outlineColor;
        return outline + "/" + boxShadow;
    };
    const kind = Object.keys(kinds).filter((name) => element.matches(kinds[name]))[0] || "";
    const box = shown.getBoundingClientRect();
    const focused = look();
    element.blur();
    const differs = focused !== look() && box.width > 1 && box.height > 1;
    element.focus({ preventScroll: true });
    const words = element.outerHTML.slice(0, 100);
    return { kind, differs, words };
}"""
MOST = 900  # presses of Tab before the page must have ended


def walk(page, kinds):
    """Every stop of the Tab key on a page."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED, kinds)
        if stop is None:
            return
        yield stop
        if stop["kind"] == EDITOR:
            page.keyboard.press("Escape")  # in it Tab indents, until Escape
    pytest.fail(f"Tab stopped {MOST} times and did not come to the page's end")


@pytest.mark.parametrize(("name", "scheme"), [(CHAPTER, "light"), (TRY, "light"), (TRY, "dark")])
def test_tab_reaches_everything_and_shows_where_it_is(visits, name, scheme):
    with visits(name) as visit:
        visit.look(1280, scheme)
        stops = list(walk(visit.page, KINDS[name]))
        assert sorted(set(KINDS[name]) - {stop["kind"] for stop in stops}) == []
        unseen = {
            stop["kind"] or stop["words"]: stop["words"] for stop in stops if not stop["differs"]
        }
        assert unseen == {}


def test_the_skip_link_leads_past_the_menus(visits):
    with visits(CHAPTER) as visit:
        visit.look(1280, "light")
        visit.page.keyboard.press("Tab")
        expect(visit.page.get_by_role("link", name="Skip to main content")).to_be_focused()
        visit.page.keyboard.press("Enter")
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.closest('#main-content') !== null")


def test_the_theme_is_switched_by_keyboard_and_kept(visits):
    with visits("index.html") as visit:
        visit.look(1280, "light")
        switch = visit.page.locator(".theme-switch-button:visible").first
        seen = set()
        for _ in range(3):
            switch.press("Enter")
            seen.add(visit.page.evaluate("document.documentElement.dataset.mode"))
        assert seen == {"auto", "light", "dark"}
        while visit.page.evaluate("document.documentElement.dataset.mode") != "dark":
            switch.press("Enter")
        visit.page.reload()
        expect(visit.page.locator("html")).to_have_attribute("data-theme", "dark")


def test_on_a_phone_the_menu_opens_and_closes_by_keyboard(visits):
    with visits(CHAPTER) as visit:
        visit.look(360, "light")
        opener = visit.page.locator(".primary-toggle:visible").first
        opener.press("Enter")
        link = visit.page.get_by_role("link", name=re.compile("Claims ledger")).first
        expect(link).to_be_visible()
        assert visit.page.evaluate("document.activeElement.closest('dialog') !== null")
        visit.page.keyboard.press("Escape")
        expect(visit.page.locator("dialog[open]")).to_have_count(0)
        expect(opener).to_be_focused()


def test_a_quiz_is_answered_and_announced_by_keyboard(visits):
    with visits(CHAPTER) as visit:
        quiz = visit.page.locator("form.quiz").first
        verdict = quiz.get_by_role("status")
        check = quiz.get_by_role("button", name="Check")
        expect(verdict).to_be_empty()
        check.press("Enter")
        expect(verdict).to_have_text("Choose an answer first.")
        for option in quiz.locator("input").all():
            option.focus()
            visit.page.keyboard.press("Space")
            check.press("Enter")
            expect(verdict).to_have_text(re.compile(r"^(Not yet|Right)"))
            expect(verdict.locator("li").first).to_be_visible()
            expect(check).to_be_focused()


def test_tabs_and_folded_code_work_by_keyboard(visits):
    with visits(CHAPTER) as visit:
        tabs = visit.page.locator(".sd-tab-set").first
        tabs.locator("input").first.focus()
        visit.page.keyboard.press("ArrowRight")
        expect(tabs.locator("input").nth(1)).to_be_checked()
        expect(tabs.locator(".sd-tab-content").nth(1)).to_be_visible()
        expect(tabs.locator(".sd-tab-content").first).to_be_hidden()
        folded = visit.page.locator("div.cell details.hide").first
        folded.locator("summary").press("Enter")
        expect(folded.locator(".cell_input, .highlight").first).to_be_visible()
        assert visit.problems == []
