"""Quiz questions as plain HTML forms that work by keyboard, by screen reader and without a script.

    :::{quiz}
    :objective: 2

    What is asked?

    - (x) a right answer

      Why it is right.

    - ( ) a wrong answer

      Where it leads.
    :::

One ``(x)`` gives radio buttons, several give check boxes. The explanations stand in a ``details``
element; the script copies those of the chosen options into the live region.
"""

from __future__ import annotations

import re
from string import ascii_uppercase
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

MARK = re.compile(r"^\((?P<mark>[x ])\)\s*")


class quiz(nodes.General, nodes.Element):  # noqa: N801 (docutils names its nodes so)
    """One question: ``qid``, ``multiple``."""


class quiz_choices(nodes.General, nodes.Element):  # noqa: N801
    """The question and its options."""


class quiz_question(nodes.General, nodes.TextElement):  # noqa: N801
    """The sentence that asks: ``number``."""


class quiz_option(nodes.General, nodes.TextElement):  # noqa: N801
    """One answer to choose: ``qid``, ``letter``, ``multiple``."""


class quiz_explanations(nodes.General, nodes.Element):  # noqa: N801
    """The explanations of all options."""


class quiz_explanation(nodes.General, nodes.Element):  # noqa: N801
    """Why one option is right or not: ``letter``, ``correct``."""


class QuizDirective(SphinxDirective):
    """``quiz``: a question, then a list of options marked ``(x)`` or ``( )``, each explained."""

    has_content = True
    option_spec: ClassVar = {"objective": directives.positive_int}

    def run(self) -> list[nodes.Node]:
        *body, answers = self.parsed_content()
        options = [self.split_option(item) for item in answers.children]
        correct = [mark for mark, _, _ in options]
        if not any(correct):
            raise self.error("a quiz needs at least one right option: mark it with (x)")
        number = self.env.new_serialno("quiz") + 1
        question = quiz(qid=f"quiz-{number}", multiple=sum(correct) > 1, ids=[f"quiz-{number}"])
        question += self.choices(question, body, options, number)
        question += self.explanations(options)
        return [question]

    def parsed_content(self) -> list[nodes.Element]:
        box = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, box)
        children = list(box.children)
        well_formed = (
            len(children) > 1
            and isinstance(children[0], nodes.paragraph)
            and isinstance(children[-1], nodes.bullet_list)
        )
        if not well_formed:
            raise self.error("a quiz is a question (a paragraph) and a list of options")
        return children

    def split_option(self, item: nodes.Element) -> tuple[bool, list[nodes.Node], list[nodes.Node]]:
        """(is it right, what the option says, why): the mark is taken off the text."""
        label, *why = item.children
        first = label.children[0] if label.children else nodes.Text("")
        match = MARK.match(first.astext())
        if match is None:
            raise self.error(f"a quiz option starts with (x) or ( ): {item.astext()[:40]!r}")
        if not why:
            raise self.error(f"this quiz option has no explanation: {item.astext()[:40]!r}")
        text = nodes.Text(first.astext()[match.end() :])
        return match["mark"] == "x", [text, *label.children[1:]], why

    def choices(self, question, body, options, number) -> quiz_choices:
        box = quiz_choices()
        asked = quiz_question(number=number)
        asked += body[0].children
        box += [asked, *body[1:]]
        if "objective" in self.options:
            box += objective_link(self.options["objective"])
        for letter, (_, label, _) in zip(ascii_uppercase, options, strict=False):
            option = quiz_option(qid=question["qid"], letter=letter, multiple=question["multiple"])
            option += label
            box += option
        return box

    def explanations(self, options) -> quiz_explanations:
        box = quiz_explanations()
        for letter, (correct, _, why) in zip(ascii_uppercase, options, strict=False):
            explanation = quiz_explanation(letter=letter, correct=correct)
            explanation += why
            box += explanation
        return box


def objective_link(number: int) -> nodes.paragraph:
    """A line that says which objective of the chapter's card the question tests."""
    link = nodes.reference("", f"objective {number}", refid=f"objective-{number}", internal=True)
    return nodes.paragraph("", "", nodes.Text("Tests "), link, classes=["quiz-objective"])


def visit_quiz(self: HTML5Translator, node: quiz) -> None:
    self.body.append(f'<form class="quiz" id="{node["qid"]}">\n')


def depart_quiz(self: HTML5Translator, node: quiz) -> None:
    self.body.append("</form>\n")


def visit_choices(self: HTML5Translator, node: quiz_choices) -> None:
    self.body.append("<fieldset>\n")


def depart_choices(self: HTML5Translator, node: quiz_choices) -> None:
    self.body.append(
        '<button type="button" class="quiz-check">Check</button>\n'
        '<div class="quiz-status" role="status"></div>\n</fieldset>\n'
    )


def visit_question(self: HTML5Translator, node: quiz_question) -> None:
    self.body.append(f'<legend><span class="quiz-number">Question {node["number"]}.</span> ')


def depart_question(self: HTML5Translator, node: quiz_question) -> None:
    self.body.append("</legend>\n")


def visit_option(self: HTML5Translator, node: quiz_option) -> None:
    kind = "checkbox" if node["multiple"] else "radio"
    name = f"{node['qid']}-{node['letter'].lower()}"
    self.body.append(
        f'<div class="quiz-option"><input type="{kind}" id="{name}" name="{node["qid"]}" '
        f'value="{node["letter"]}"><label for="{name}">'
        f'<span class="quiz-letter">{node["letter"]}.</span> '
    )


def depart_option(self: HTML5Translator, node: quiz_option) -> None:
    self.body.append("</label></div>\n")


def visit_explanations(self: HTML5Translator, node: quiz_explanations) -> None:
    self.body.append('<details class="quiz-answers"><summary>Answers, explained</summary>\n<ul>\n')


def depart_explanations(self: HTML5Translator, node: quiz_explanations) -> None:
    self.body.append("</ul>\n</details>\n")


def visit_explanation(self: HTML5Translator, node: quiz_explanation) -> None:
    verdict, correct = ("right", "true") if node["correct"] else ("not right", "false")
    self.body.append(
        f'<li data-option="{node["letter"]}" data-correct="{correct}">'
        f"<strong>{node['letter']} is {verdict}.</strong>\n"
    )


def depart_explanation(self: HTML5Translator, node: quiz_explanation) -> None:
    self.body.append("</li>\n")


def pass_through(self, node: nodes.Node) -> None:
    """Other builders print the content without decoration."""


VISITORS = {
    quiz: (visit_quiz, depart_quiz),
    quiz_choices: (visit_choices, depart_choices),
    quiz_question: (visit_question, depart_question),
    quiz_option: (visit_option, depart_option),
    quiz_explanations: (visit_explanations, depart_explanations),
    quiz_explanation: (visit_explanation, depart_explanation),
}


def setup(app: Sphinx) -> None:
    plain = (pass_through, pass_through)
    for node, html in VISITORS.items():
        app.add_node(node, html=html, epub=html, latex=plain, text=plain)
    app.add_directive("quiz", QuizDirective)
