"""Claims in the chapters and the page "Claims ledger", which nobody types.

``{claim} S2-5`` states a claim before its experiment, ``ledger.record`` in a cell becomes the
verdict box, and ``{claims-ledger} S2`` is the table of a section's claims with what was measured.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from course.ledger import VERDICTS, measurement
from docutils import nodes
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from .claims import BOOK, Claim, Record, all_records, load_claims, problems, records_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LOG = logging.getLogger(__name__)
PAGE = "claims"
BOX = re.compile(r'<div class="verdict" data-claim="([^"]+)">')


class claims_table(nodes.General, nodes.Element):  # noqa: N801 (docutils names its nodes so)
    """Stands for the table of one section's claims until every chapter is read: ``section``."""


class claims_summary(nodes.General, nodes.Element):  # noqa: N801
    """Stands for the count of verdicts until every chapter is read."""


def known_claim(directive: SphinxDirective | SphinxRole, name: str) -> Claim:
    """The claim of that id, noted as a dependency of the page. KeyError: there is none."""
    directive.env.note_dependency(str(BOOK / "claims.yml"))
    return load_claims()[name]


def ledger_link(docname: str, claim: Claim, text: str) -> addnodes.pending_xref:
    """A link to the claim's row in the ledger."""
    link = addnodes.pending_xref(
        "", refdomain="std", reftype="ref", reftarget=claim.anchor, refexplicit=True,
        refwarn=True, refdoc=docname,
    )  # fmt: skip
    link += nodes.inline(text, text)
    return link


class ClaimDirective(SphinxDirective):
    """``{claim} S2-5``: the claim in words, in a box, linked to its row in the ledger."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        try:
            claim = known_claim(self, self.arguments[0])
        except KeyError:
            raise self.error(f"claims.yml has no claim {self.arguments[0]!r}") from None
        link = ledger_link(self.env.docname, claim, f"Claim {claim.id}")
        text = nodes.paragraph("", "", nodes.strong("", "", link), nodes.Text(": " + claim.text))
        return [nodes.container("", text, classes=["claim"])]


class ClaimRole(SphinxRole):
    """``{claim}`S2-5```: the id, linked to the claim's row in the ledger."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        try:
            claim = known_claim(self, self.text)
        except KeyError:
            return [], [self.inliner.reporter.error(f"claims.yml has no claim {self.text!r}")]
        return [ledger_link(self.env.docname, claim, claim.id)], []


class LedgerDirective(SphinxDirective):
    """``{claims-ledger} S2``: the table of the claims of one section."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        self.env.note_dependency(str(BOOK / "claims.yml"))
        NbMetadataCollector.set_doc_data(self.env, self.env.docname, "has_ledger", True)
        claims = [c for c in load_claims().values() if c.section == self.arguments[0]]
        if not claims:
            raise self.error(f"claims.yml has no claims of section {self.arguments[0]!r}")
        domain = self.env.get_domain("std")
        for claim in claims:
            domain.note_hyperlink_target(claim.anchor, self.env.docname, claim.anchor, claim.id)
        return [claims_table(section=self.arguments[0])]


class SummaryDirective(SphinxDirective):
    """``{claims-summary}``: how many claims have which verdict."""

    def run(self) -> list[nodes.Node]:
        return [claims_summary()]


def citations(docname: str, keys: Iterable[str]) -> list[nodes.Node]:
    """Links to the bibliography, in parentheses."""
    joined = ",".join(key.strip() for key in keys if key.strip())
    if not joined:
        return []
    link = addnodes.pending_xref(
        "", refdomain="cite", reftype="p", reftarget=joined, refwarn=True, refdoc=docname
    )
    link += nodes.inline(joined, joined)
    return [link]


def verdict_node(verdict: str) -> nodes.inline:
    """The verdict in words, with a class for its colour."""
    return nodes.inline("", verdict, classes=["verdict-word", slug(verdict)])


def slug(verdict: str) -> str:
    return "verdict-" + verdict.replace(" ", "-")


def verdict_box(docname: str, data: dict[str, Any]) -> nodes.container:
    """What a reader sees under the experiment: the verdict, the conclusion and the number."""
    claim = load_claims().get(data["claim"])
    anchor = f"verdict-{data['claim'].lower()}"
    name = ledger_link(docname, claim, data["claim"]) if claim else nodes.Text(data["claim"])
    head = nodes.paragraph("", "", nodes.Text("Verdict on "), name, nodes.Text(": "))
    head += verdict_node(data["verdict"])
    measured = nodes.paragraph("", measurement(data) + " ", classes=["verdict-measured"])
    measured += citations(docname, data["reference"].split(","))
    said = nodes.paragraph("", data["says"])
    classes = ["verdict", slug(data["verdict"])]
    return nodes.container("", head, said, measured, classes=classes, ids=[anchor])


class ReplaceVerdictOutputs(SphinxPostTransform):
    """Turns the output of ``ledger.record`` into the book's own verdict box."""

    default_priority = 3  # before MyST-NB chooses an output's form

    def run(self, **kwargs: object) -> None:
        kept = {r.data["claim"]: r.data for r in records_of(self.env, self.env.docname)}
        for bundle in list(self.document.findall(nodes.container)):
            if bundle.get("nb_element") != "mime_bundle":
                continue
            match = BOX.search("".join(raw.astext() for raw in bundle.findall(nodes.raw)))
            if match and match[1] in kept:
                bundle.replace_self(verdict_box(self.env.docname, kept[match[1]]))


class FillInLedger(SphinxPostTransform):
    """Writes the tables and the counts once every chapter is read."""

    default_priority = 3

    def run(self, **kwargs: object) -> None:
        tables = list(self.document.findall(claims_table))
        summaries = list(self.document.findall(claims_summary))
        if not tables and not summaries:
            return
        claims, records = load_claims(), all_records(self.env)
        for node in tables:
            section = [c for c in claims.values() if c.section == node["section"]]
            rows = [self.row(claim, records.get(claim.id)) for claim in section]
            node.replace_self(table(["Claim", "Verdict", "Evidence"], [40, 15, 45], rows))
        for node in summaries:
            node.replace_self(summary(claims, records))

    def row(self, claim: Claim, record: Record | None) -> nodes.row:
        said = nodes.paragraph("", "", nodes.strong("", claim.id), nodes.Text(" " + claim.text))
        verdict = record.data["verdict"] if record else claim.verdict
        word = verdict_node(verdict) if verdict else nodes.inline("", "to come")
        cells = [[said], [nodes.paragraph("", "", word)], self.evidence(claim, record)]
        row = nodes.row(ids=[claim.anchor])
        for content in cells:
            row += nodes.entry("", *content)
        return row

    def evidence(self, claim: Claim, record: Record | None) -> list[nodes.Node]:
        docname = self.env.docname
        if record:
            uri = self.app.builder.get_relative_uri(docname, record.docname)
            anchor = f"{uri}#verdict-{claim.id.lower()}"
            text = nodes.paragraph("", measurement(record.data) + " ")
            text += nodes.reference("", f"Chapter {record.chapter}", refuri=anchor, internal=True)
            text += nodes.Text(" ")
            text += citations(docname, record.data["reference"].split(","))
            return [text]
        if claim.decided_by == "literature":
            return [nodes.paragraph("", claim.why + " ", *citations(docname, claim.cites))]
        return [nodes.paragraph("", f"Chapter {claim.chapter} will decide it by an experiment.")]


def table(heads: list[str], widths: list[int], rows: list[nodes.row]) -> nodes.table:
    """A table with a header row."""
    group = nodes.tgroup(cols=len(heads))
    group += [nodes.colspec(colwidth=width) for width in widths]
    header = nodes.row()
    header += [nodes.entry("", nodes.paragraph("", head)) for head in heads]
    group += [nodes.thead("", header), nodes.tbody("", *rows)]
    return nodes.table("", group, classes=["claims-ledger", "colwidths-given"])


def summary(claims: dict[str, Claim], records: dict[str, Record]) -> nodes.Element:
    """How many of the claims are decided, and how."""
    verdicts = [
        records[name].data["verdict"] if name in records else claim.verdict
        for name, claim in claims.items()
    ]
    counts = Counter(verdict for verdict in verdicts if verdict)
    parts = [f"{counts[verdict]} {verdict}" for verdict in VERDICTS if counts[verdict]]
    decided = sum(counts.values())
    text = f"Of {len(claims)} claims {decided} are decided so far: " + ", ".join(parts) + "."
    if decided == len(claims):
        text = text.replace(" so far", "")
    measured = f"Verdicts that rest on an experiment of this build: {len(records)}."
    return nodes.paragraph("", f"{text} {measured}")


def pages_to_update(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The ledger's page, where a chapter was read again."""
    if not NbMetadataCollector.new_exec_data(env):
        return []
    data = NbMetadataCollector.get_doc_data(env)
    return [name for name, kept in data.items() if kept.get("has_ledger")]


def warn(app: Sphinx, env: BuildEnvironment) -> None:
    """A warning for each disagreement between the claims and the records."""
    records = [record for name in sorted(env.found_docs) for record in records_of(env, name)]
    names = (name.removeprefix("chapters/")[:2] for name in env.found_docs)
    written = {int(number) for number in names if number.isdigit()}
    for docname, sentence in problems(load_claims(), records, written):
        LOG.warning(sentence, location=docname, type="course", subtype="ledger")


def setup(app: Sphinx) -> None:
    for node in (claims_table, claims_summary):
        app.add_node(node)
    app.add_directive("claim", ClaimDirective)
    app.add_role("claim", ClaimRole())
    app.add_directive("claims-ledger", LedgerDirective)
    app.add_directive("claims-summary", SummaryDirective)
    app.add_post_transform(ReplaceVerdictOutputs)
    app.add_post_transform(FillInLedger)
    app.connect("env-updated", pages_to_update)
    app.connect("env-check-consistency", warn)
