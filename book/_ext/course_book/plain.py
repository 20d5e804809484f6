"""MyST as plain Markdown, for notebooks that are read where nobody knows MyST.

Directives become bold titles and quotations, roles become their words. It knows just as much MyST
as the chapters use; what it does not know loses its markup and keeps its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

CODE = re.compile(r"^(?P<fence>`{3,})(?!\{)[^`\n]*\n(?:.*\n)*?(?P=fence)$", re.MULTILINE)
DIRECTIVE = re.compile(
    r"^(?P<fence>:{3,}|`{3,})\{(?P<name>[\w:-]+)\} *(?P<argument>.*)\n"
    r"(?P<body>(?:.*\n)*?)(?P=fence) *$",
    re.MULTILINE,
)
OPTION = re.compile(r"^:([\w-]+): *(.*)\n", re.MULTILINE)
ROLE = re.compile(r"\{(?P<name>[\w:-]+)\}`(?P<text>[^`]+)`")
TITLED = re.compile(r"(?P<title>.*?)\s*<(?P<target>[^<>]+)>", re.DOTALL)
LABEL = re.compile(r"^\([\w-]+\)=\n|^%.*\n| *<!--.*?-->", re.MULTILINE)
CHOICE = re.compile(r"^- \((?P<mark>[x ])\) (?P<text>(?:.*\n)(?:[ \t]+.*\n|\n(?=[ \t]+\S))*)", re.M)
LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]+)\]\((?!https?:|#|mailto:)[^)\s]+\)")


def no_words(key: str) -> str:
    return key


@dataclass(frozen=True)
class Words:
    """What directives and roles stand for: functions from a key to words."""

    claim: Callable[[str], str] = no_words
    cite: Callable[[str], str] = no_words
    value: Callable[[str], str] = no_words
    options: dict[str, str] = field(default_factory=dict)


def plain(text: str, words: Words) -> str:
    """The text in plain Markdown; fenced code stays as it is."""
    parts, place = [], 0
    for code in CODE.finditer(text):
        parts += [prose(text[place : code.start()], words), code[0]]
        place = code.end()
    return "".join([*parts, prose(text[place:], words)])


def prose(text: str, words: Words) -> str:
    text = DIRECTIVE.sub(lambda match: directive(match, words), LABEL.sub("", text))
    text = ROLE.sub(lambda match: role(match["name"], match["text"], words), text)
    return LINK.sub(r"\g<text>", text)


def directive(match: re.Match[str], words: Words) -> str:
    """What stands for a directive."""
    head = re.match(r"(?::[\w-]+:.*\n)*", match["body"])
    options = dict(OPTION.findall(head[0])) if head else {}
    body = prose(match["body"][head.end() if head else 0 :].strip("\n"), words)
    writer = WRITERS.get(match["name"], anything)
    return writer(match["argument"].strip(), options, body, words)


def quotation(title: str, body: str) -> str:
    lines = [f"**{title}**", "", *body.splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def admonition(argument: str, options: dict[str, str], body: str, words: Words) -> str:
    return quotation(argument or "Note", body)


def claim(argument: str, options: dict[str, str], body: str, words: Words) -> str:
    return f"> **Claim {argument}.** {words.claim(argument)}"


def card(argument: str, options: dict[str, str], body: str, words: Words) -> str:
    needs = [("necessary", "You need"), ("helpful", "It helps to know")]
    facts = [f"**{say}**: {options[key].strip(chr(34))}" for key, say in needs if key in options]
    return "\n\n".join(["**After this chapter you can**", body, *facts])


def quiz(argument: str, options: dict[str, str], body: str, words: Words) -> str:
    """The question, its options by letter, and the answers folded away."""
    choices = list(CHOICE.finditer(body + "\n"))
    question = body[: choices[0].start()].strip() if choices else body
    listed, answers = [], []
    for letter, choice in zip("ABCDEFGH", choices):
        text, _, why = choice["text"].strip().partition("\n\n")
        verdict = "right" if choice["mark"] == "x" else "not right"
        listed.append(f"- {letter}. {joined(text)}")
        answers.append(f"- {letter} is {verdict}. {joined(why)}")
    folded = ["<details><summary>Answers</summary>", "\n".join(answers), "</details>"]
    return "\n\n".join([f"**Question.** {question}", "\n".join(listed), *folded])


def joined(text: str) -> str:
    return " ".join(line.strip() for line in text.splitlines() if line.strip())


def maths(argument: str, options: dict[str, str], body: str, words: Words) -> str:
    return f"$$\n{body}\n$$"


def anything(argument: str, options: dict[str, str], body: str, words: Words) -> str:
    return quotation(argument, body) if argument and body else body


WRITERS = {"admonition": admonition, "chapter-card": card, "claim": claim, "math": maths}
WRITERS |= {"quiz": quiz}
WRITERS |= dict.fromkeys(("note", "tip", "warning", "important", "hint"), admonition)


def role(name: str, text: str, words: Words) -> str:
    """The words of a role."""
    if name.startswith("cite"):
        return words.cite(text)
    if name.startswith("glue"):
        return words.value(text)
    if titled := TITLED.fullmatch(text):
        return titled["title"]
    if name == "math":
        return f"${text}$"
    return {"chapter": f"chapter {text}", "numref": "the figure", "eq": "the equation"}.get(
        name, text
    )
