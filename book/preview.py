"""Build some chapters with the back matter, without touching the rest of the book.

It first prints what the course's own rules find in their sources.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

BOOK = Path(__file__).parent
sys.path.append(str(BOOK / "_ext"))
BACK_MATTER = (
    "exercises", "claims", "glossary", "references", "how-checked", "teaching", "troubleshooting",
)  # fmt: skip


def chapter_file(number: int) -> Path:
    """The source of a chapter. SystemExit: there is none, or more than one."""
    found = sorted((BOOK / "chapters").glob(f"{number:02d}_*.md"))
    if len(found) != 1:
        sys.exit(f"expected one file chapters/{number:02d}_….md, found {len(found)}")
    return found[0]


def contents(chapters: list[Path]) -> dict[str, object]:
    """A table of contents of these chapters and the back matter."""
    files = [f"chapters/{chapter.stem}" for chapter in chapters] + list(BACK_MATTER)
    return {
        "format": "jb-book",
        "root": "index",
        "chapters": [{"file": name} for name in files],
    }


def print_problems(path: Path) -> None:
    """Say what the rules for chapters find in a source."""
    from course_book.lint import problems
    from course_book.sources import Chapter

    for sentence in problems(Chapter.read(path)):
        print(f"{path.name}: {sentence}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("chapters", nargs="+", type=int, help="number of the chapter")
    parser.add_argument("--output", type=Path, required=True, help="folder for the result")
    parser.add_argument("--fresh", action="store_true", help="execute every cell again")
    options = parser.parse_args()
    chapters = [chapter_file(number) for number in options.chapters]
    for chapter in chapters:
        print_problems(chapter)
    if options.fresh:
        shutil.rmtree(options.output / "_build", ignore_errors=True)
    options.output.mkdir(parents=True, exist_ok=True)
    toc = options.output / "_toc.yml"
    toc.write_text(yaml.safe_dump(contents(chapters)), encoding="utf-8")
    program = Path(sys.executable).parent / "jupyter-book"
    strict = ["-W", "-n", "--keep-going"]
    where = ["--path-output", options.output, "--toc", toc]
    result = subprocess.run([program, "build", BOOK, *strict, *where], check=False)
    for chapter in chapters:
        print(options.output / "_build/html/chapters" / f"{chapter.stem}.html")
    return result.returncode


if __name__ == "__main__":
    sys.exit(main())
