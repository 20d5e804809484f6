"""The marks of the chapters that a reader is done with, which stay in the reader's browser."""

from __future__ import annotations

import pytest
from helpers_site import SCHEMES, pages, violations
from playwright.sync_api import expect

CHAPTERS = [page for page in pages() if page.startswith("chapters/")]
MARK = "I am done with this chapter"
FORBIDDEN = """
for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, {
        configurable: true,
        get() { throw new DOMException("Access is denied for this document.", "SecurityError"); },
    });
}
"""


@pytest.fixture
def visit(visits):
    """The first chapter, in a browser that has never been here."""
    with visits(CHAPTERS[0]) as visit:
        yield visit


def button(visit):
    return visit.page.get_by_role("button", name=MARK)


def press(visit):
    """Marks the chapter as a reader without a mouse does."""
    button(visit).focus()
    visit.page.keyboard.press("Space")


def words(visit):
    """What a screen reader says of the mark."""
    return visit.page.locator(".course-progress").get_by_role("status")


def marked(visit, place):
    """The titles with a mark, without it."""
    titles = visit.page.locator(f"{place} a:has(.course-done)").all_text_contents()
    return [" ".join(title.split()).removesuffix(" done") for title in titles]


def test_a_mark_is_set_by_keyboard_announced_and_kept(visit):
    expect(button(visit)).to_have_attribute("aria-pressed", "false")
    expect(words(visit)).to_be_empty()
    for _ in range(2):
        if words(visit).text_content() == "":
            press(visit)
        expect(button(visit)).to_have_attribute("aria-pressed", "true")
        expect(words(visit)).to_have_text("Marked as done in this browser.")
        assert [title[:2] for title in marked(visit, ".bd-sidebar-primary nav")] == ["1."]
        visit.page.reload()
    assert visit.problems == []


def test_a_mark_is_taken_back_and_stays_away(visit):
    press(visit)
    press(visit)
    for _ in range(2):
        expect(button(visit)).to_have_attribute("aria-pressed", "false")
        expect(words(visit)).to_be_empty()
        assert marked(visit, "body") == []
        visit.page.reload()


def test_the_front_page_counts_the_marks_and_forgets_them_when_asked(visit):
    press(visit)
    visit.page.goto(visit.address + "index.html")
    summary = visit.page.locator(".course-progress-summary")
    count = f"You have marked 1 of {len(CHAPTERS)} chapters as done."
    expect(summary.get_by_role("status")).to_contain_text(count)
    assert len(marked(visit, "article ol")) == len(marked(visit, ".bd-sidebar-primary nav")) == 1
    visit.page.on("dialog", lambda dialog: dialog.accept())
    summary.get_by_role("button", name="Reset").press("Enter")
    expect(summary.get_by_role("status")).to_have_text("No chapter is marked as done.")
    assert marked(visit, "body") == []
    assert visit.problems == []
    assert visit.elsewhere == []


def test_who_marked_nothing_reads_nothing_of_it(visits):
    with visits("index.html") as visit:
        expect(visit.page.locator(".course-progress-summary")).to_be_hidden()


@pytest.mark.parametrize("page", [CHAPTERS[0], "index.html"])
def test_a_browser_that_keeps_nothing_shows_nothing_and_complains_of_nothing(visits, page):
    with visits(page, script=FORBIDDEN) as visit:
        visit.page.keyboard.press("Tab")
        for place in (".course-progress", ".course-progress-summary"):
            for box in visit.page.locator(place).all():
                expect(box).to_be_hidden()
        assert visit.problems == []


def test_without_scripts_there_is_no_button(visits):
    with visits(CHAPTERS[0], java_script_enabled=False) as visit:
        expect(visit.page.locator(".course-progress")).to_be_hidden()


def test_marks_are_accessible(visit):
    press(visit)
    for scheme in SCHEMES:
        visit.look(1280, scheme)
        assert violations(visit.page, ".course-progress") == []
        assert violations(visit.page, ".bd-sidebar-primary") == []
    visit.page.goto(visit.address + "index.html")
    for scheme in SCHEMES:
        visit.look(360, scheme)
        assert violations(visit.page) == []
