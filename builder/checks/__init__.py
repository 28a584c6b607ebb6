"""Checks of what the files say, once they could be read: one kind of check a file."""

from __future__ import annotations

from builder.checks import amounts, explore, names, numeric, references, texts
from builder.checks.known import Known, Parse, Typeset
from builder.knowledge import Knowledge
from builder.problems import Findings

__all__ = ["Known", "check"]


def check(
    knowledge: Knowledge, known: Known, parse: Parse, typeset: Typeset, findings: Findings
) -> None:
    """Report all that is wrong with the knowledge base, each thing at its line."""
    names.check(knowledge, findings)
    amounts.check(knowledge, findings)
    references.check(knowledge, known, findings)
    numeric.check(knowledge, known.generators, findings)
    explore.check(knowledge, known.views, known.generators, findings)
    texts.check(knowledge, known.generators, parse, typeset, findings)
