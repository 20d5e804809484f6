"""The search: opened and used by keyboard, answered by the site alone."""

from __future__ import annotations

import pytest
from helpers_site import SCHEMES, WIDTHS, violations
from playwright.sync_api import expect

GRADIENTS = "chapters/06_gradients.html"
HITS = "#search-results li a"


def found(visit):
    """The pages of the results, in their order."""
    visit.page.locator(HITS).first.wait_for()
    visit.page.get_by_text("Search finished").wait_for()
    links = visit.page.locator(HITS).evaluate_all("links => links.map((link) => link.href)")
    return [link.removeprefix(visit.address).split("?")[0].split("#")[0] for link in links]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_search_is_opened_by_keyboard_and_finds_the_chapter(visits, width):
    with visits("index.html") as visit:
        visit.look(width, "light")
        visit.page.keyboard.press("Control+k")
        field = visit.page.get_by_role("searchbox").first
        expect(field).to_be_focused()
        visit.page.keyboard.type("parameter-shift")
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url("**/search.html?q=parameter-shift*")
        assert GRADIENTS in found(visit)[:3]
        assert visit.elsewhere == []
        assert visit.problems == []


def test_escape_closes_the_search_and_gives_the_focus_back(visits):
    with visits("index.html") as visit:
        visit.look(1280, "light")
        button = visit.page.locator(".search-button__button:visible, .search-button:visible").first
        button.press("Enter")
        field = visit.page.get_by_role("searchbox").first
        expect(field).to_be_focused()
        visit.page.keyboard.press("Escape")
        expect(field).to_be_hidden()
        expect(button).to_be_focused()


def test_a_result_leads_to_the_words(visits):
    with visits("search.html?q=parameter-shift") as visit:
        assert GRADIENTS in found(visit)
        visit.page.locator(f'{HITS}[href*="{GRADIENTS}"]').first.press("Enter")
        visit.page.wait_for_url(f"**/{GRADIENTS}*")
        expect(visit.page.locator("article h1")).to_contain_text("propagation")


def test_a_search_for_nothing_known_says_so_in_words(visits):
    with visits("search.html?q=zzyzzyxx") as visit:
        expect(visit.page.locator("#search-results")).to_contain_text("did not match any documents")
        assert visit.problems == []


def test_results_are_accessible(visits):
    with visits("search.html?q=parameter-shift") as visit:
        found(visit)
        for width in WIDTHS:
            for scheme in SCHEMES:
                visit.look(width, scheme)
                assert violations(visit.page) == []
                assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
