"""content/ read and checked against everything that a question may name."""

from __future__ import annotations

from builder import schema
from builder.checks import Known, check
from builder.checks.texts import formulas
from builder.commands import Options
from builder.figures import FIGURES
from builder.formulas import Formulas
from builder.knowledge import Knowledge
from builder.load import load
from builder.markdown import parse
from builder.problems import Findings
from desktop.engine.generators import GENERATORS
from desktop.questions.views import VIEWS


def checked_knowledge(options: Options, typeset: Formulas, findings: Findings) -> Knowledge:
    """The knowledge base; everything that is wrong with it is added to the findings."""
    knowledge = load(options.content, findings)
    typeset.prepare(list(formulas(knowledge, parse)))
    known = Known(figures=FIGURES, views=VIEWS, generators=GENERATORS)
    check(knowledge, known, parse, typeset.typeset, findings)
    schema.check(options.content, findings)
    return knowledge
