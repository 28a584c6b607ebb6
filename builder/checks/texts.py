"""Checks of every text: its Markdown, its slots, its formulas, and how long it explains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.authored import AuthoredText, texts_of, texts_of_drill
from builder.checks.formulas import Filled, Formulas, filled_with
from builder.checks.known import Generators, Parse, Place, Typeset
from builder.checks.numeric import exam_row, first_variant
from builder.knowledge import Knowledge, LoadedQuestion
from builder.problems import Findings, quoted
from desktop.questions import model
from desktop.questions.document import Code, Document, Text, walk
from desktop.questions.document import formulas as formulas_of
from desktop.questions.slots import OPENING
from desktop.questions.variants import row_of

SHORTEST_EXPLANATION = 60  # words, formulas not counted
LONGEST_EXPLANATION = 250

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_ADDRESS = re.compile(r"(?:https?://|\bwww\.)\S*", re.IGNORECASE)


def formulas(knowledge: Knowledge, parse: Parse) -> Iterator[tuple[str, bool]]:
    """Every formula without slots as (TeX, whether it is displayed), each once."""
    seen = set()
    for text in _all_texts(knowledge):
        for formula in formulas_of(parse(text).document):
            if OPENING not in formula[0] and formula not in seen:
                seen.add(formula)
                yield formula


def _all_texts(knowledge: Knowledge) -> Iterator[str]:
    for problem in knowledge.problems:
        if problem.problem.context is not None:
            yield problem.problem.context
        for loaded in problem.questions:
            yield from (text.text for text in texts_of(loaded.question))
            for drill in loaded.question.drills:
                yield from (text.text for text in texts_of_drill(drill))


def check(
    knowledge: Knowledge,
    generators: Generators,
    parse: Parse,
    typeset: Typeset,
    findings: Findings,
) -> None:
    """Report what a text must not hold, and explanations that are too short or too long."""
    checker = _Checker(parse, Formulas(typeset, findings), findings)
    for problem in knowledge.problems:
        if problem.problem.context is not None:
            text = AuthoredText(("context",), problem.problem.context)
            checker.text(problem, text, filled_with(None))
        for loaded in problem.questions:
            _question(loaded, generators, checker)
            for drill in loaded.drills:
                if drill.drill.generator in generators:
                    row = row_of(first_variant(drill))
                    for text in texts_of_drill(drill.drill):
                        checker.text(drill, text, filled_with(row, text.each))


def _question(loaded: LoadedQuestion, generators: Generators, checker: _Checker) -> None:
    question = loaded.question
    row = None
    if isinstance(question, model.NumericQuestion):
        row = exam_row(question.generator, generators)
        if row is None:  # the generator is reported; its slots can't be judged
            return
    for text in texts_of(question):
        document = checker.text(loaded, text, filled_with(row, text.each))
        if text.keys == ("explanation",):
            checker.length(loaded, document)


class _Checker:
    """Takes the texts one by one."""

    def __init__(self, parse: Parse, formulas: Formulas, findings: Findings) -> None:
        self._parse = parse
        self._formulas = formulas
        self._findings = findings

    def text(self, place: Place, text: AuthoredText, filled: Filled) -> Document:
        """Report what is wrong with a text; returns its document tree."""
        parsed = self._parse(text.text)
        for problem in parsed.problems:
            message, colon, remedy = problem.message.partition(": ")
            self._add(place, text, message, remedy if colon else "change it", problem.line)
        for match in _ADDRESS.finditer(text.text):
            message = f"a web address ({quoted(match.group())})"
            remedy = "name an entry of sources.yaml in `sources`"
            self._add(place, text, message, remedy, text.text.count("\n", 0, match.start()))
        self._formulas.check(place, text, parsed.document, filled)
        return parsed.document

    def length(self, place: Place, document: Document) -> None:
        """Report an explanation that is too short or too long."""
        words = _words(document)
        if words < SHORTEST_EXPLANATION:
            remedy = f"write at least {SHORTEST_EXPLANATION}; formulas don't count"
        elif words > LONGEST_EXPLANATION:
            remedy = f"keep it to {LONGEST_EXPLANATION}"
        else:
            return
        message = f"the explanation has {words} words"
        self._findings.add(place.finding(("explanation",), message, remedy))

    def _add(self, place: Place, text: AuthoredText, message: str, remedy: str, line: int) -> None:
        self._findings.add(place.finding(text.keys, message, remedy, line))


def _words(document: Document) -> int:
    runs = (node.text for node in walk(document) if isinstance(node, Text | Code))
    return sum(len(_WORD.findall(run)) for run in runs)
